package io.iotflow.store;

import java.util.List;
import java.util.Set;
import org.apache.iotdb.common.rpc.thrift.TSStatus;
import org.apache.iotdb.rpc.BatchExecutionException;
import org.apache.iotdb.rpc.StatementExecutionException;
import org.apache.iotdb.rpc.TSStatusCode;

/** The store answered a call, and the answer was no. */
final class StoreRefusedException extends RuntimeException {

    /** What a reading itself is to blame for; with every other code the store may take the same reading later. */
    private static final Set<Integer> FAULTS_OF_THE_READING = Set.of(
            TSStatusCode.ILLEGAL_PARAMETER.getStatusCode(),
            TSStatusCode.ILLEGAL_PATH.getStatusCode(),
            TSStatusCode.METADATA_ERROR.getStatusCode(),
            TSStatusCode.OVERSIZE_RECORD.getStatusCode(),
            TSStatusCode.OUT_OF_TTL.getStatusCode(),
            TSStatusCode.ALIGNED_TIMESERIES_ERROR.getStatusCode(),
            TSStatusCode.DATA_TYPE_MISMATCH.getStatusCode(),
            TSStatusCode.SQL_PARSE_ERROR.getStatusCode(),
            TSStatusCode.SEMANTIC_ERROR.getStatusCode());

    private final int code;
    private final transient List<TSStatus> parts;

    StoreRefusedException(StatementExecutionException refusal) {
        super(refusal.getMessage(), null, false, false);
        this.code = refusal.getStatusCode();
        this.parts = refusal instanceof BatchExecutionException batch && batch.getStatusList() != null
                ? batch.getStatusList()
                : List.of();
    }

    /** One status for each record of the call, in its order; empty when the store did not say. */
    List<TSStatus> parts() {
        return parts;
    }

    boolean isFaultOfTheReading() {
        return isFaultOfTheReading(code);
    }

    static boolean isFaultOfTheReading(int code) {
        return FAULTS_OF_THE_READING.contains(code);
    }
}
