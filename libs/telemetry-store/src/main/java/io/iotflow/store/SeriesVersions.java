package io.iotflow.store;

import io.iotflow.domain.DeviceId;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.apache.iotdb.isession.SessionDataSet.DataIterator;
import org.apache.iotdb.isession.pool.SessionDataSetWrapper;
import org.apache.iotdb.rpc.IoTDBConnectionException;
import org.apache.iotdb.rpc.StatementExecutionException;
import org.apache.iotdb.session.pool.SessionPool;
import org.apache.tsfile.enums.TSDataType;

/**
 * By which readers notice that a device has series which it had not: a number in the store that is another one after that.
 * It is renewed after the first value of a series is stored and before anybody is told so. Devices share numbers in groups
 * of ids, so there are few of them, and a new series of one makes readers look again at those of its group.
 */
@Singleton
class SeriesVersions {

    private static final String PLACE = DevicePath.SETTINGS + ".series";
    private static final int GROUPS = 1024;

    /** All are of one time, for a later write wins there whatever the clocks of those who write. */
    private static final long TIME = 0;

    private static final int VALUE = 3;

    private final RandomGenerator random;

    SeriesVersions(RandomGenerator random) {
        this.random = random;
    }

    /** Gives devices another version. */
    void renew(SessionPool sessions, Collection<DeviceId> devices)
            throws IoTDBConnectionException, StatementExecutionException {
        List<String> groups =
                devices.stream().map(SeriesVersions::group).distinct().toList();
        List<Object> versions = new ArrayList<>(groups.size());
        groups.forEach(_ -> versions.add(random.nextLong()));
        sessions.insertRecord(PLACE, TIME, groups, Collections.nCopies(groups.size(), TSDataType.INT64), versions);
    }

    /** Asks for the version of a device. */
    static SessionDataSetWrapper ask(SessionPool sessions, DeviceId device)
            throws IoTDBConnectionException, StatementExecutionException {
        return sessions.executeLastDataQueryForOneDevice(DevicePath.SETTINGS, PLACE, List.of(group(device)), true);
    }

    /** The answer: a version; empty when nobody has said so far that the device has series. */
    static OptionalLong read(DataIterator rows) throws IoTDBConnectionException, StatementExecutionException {
        return rows.next() ? OptionalLong.of(Long.parseLong(rows.getString(VALUE))) : OptionalLong.empty();
    }

    private static String group(DeviceId device) {
        return "v" + device.value() % GROUPS;
    }
}
