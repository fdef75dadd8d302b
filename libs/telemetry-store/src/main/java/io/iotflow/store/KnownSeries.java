package io.iotflow.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Interner;
import io.iotflow.domain.DeviceId;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.iotdb.isession.SessionDataSet.DataIterator;
import org.apache.iotdb.isession.pool.SessionDataSetWrapper;
import org.apache.iotdb.rpc.IoTDBConnectionException;
import org.apache.iotdb.rpc.StatementExecutionException;
import org.apache.iotdb.session.pool.SessionPool;

/**
 * Which series devices have, remembered with the version at which they were read, see {@link SeriesVersions}. Those that
 * have no values now are among them. Bounded. Any thread.
 */
@Singleton
class KnownSeries {

    /** About 44 000 devices of five fields. */
    private static final long MOST = 400_000;

    private static final int DEVICE = 4;

    /** The series of a device, as the store calls them. */
    record Versioned(long version, List<String> series) {}

    private final Cache<DeviceId, Versioned> known = Caffeine.newBuilder()
            .maximumWeight(MOST)
            .weigher((DeviceId _, Versioned device) -> DEVICE + device.series().size())
            .build();

    /** Devices of a kind have the same series. */
    private final Interner<List<String>> kinds = Interner.newWeakInterner();

    /** What is remembered of a device. */
    Optional<Versioned> last(DeviceId device) {
        return Optional.ofNullable(known.getIfPresent(device));
    }

    /** Reads what a device has, and remembers it for a version that was read before. */
    Versioned read(SessionPool sessions, DeviceId device, long version)
            throws IoTDBConnectionException, StatementExecutionException {
        Versioned now = new Versioned(version, kinds.intern(read(sessions, device)));
        known.put(device, now);
        return now;
    }

    private static List<String> read(SessionPool sessions, DeviceId device)
            throws IoTDBConnectionException, StatementExecutionException {
        List<String> series = new ArrayList<>();
        String prefix = DevicePath.of(device) + ".";
        try (SessionDataSetWrapper answer = sessions.executeQueryStatement("show timeseries " + prefix + "*")) {
            DataIterator rows = answer.iterator();
            while (rows.next()) {
                series.add(rows.getString(1).substring(prefix.length()));
            }
        }
        return List.copyOf(series);
    }
}
