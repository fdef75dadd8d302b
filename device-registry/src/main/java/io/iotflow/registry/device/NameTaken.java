package io.iotflow.registry.device;

import io.iotflow.problem.ProblemException;
import io.iotflow.problem.ProblemType;
import io.vertx.pgclient.PgException;

/** A device of that name is there already. */
public final class NameTaken {

    private NameTaken() {}

    /** What the caller is told. */
    public static ProblemException problem() {
        return ProblemException.titled(
                ProblemType.CONFLICT,
                "Device name already exists",
                "A device with this name is registered already. Choose another name.");
    }

    /** Whether PostgreSQL refused a statement for this reason. */
    public static boolean isWhy(Throwable failure) {
        return failure instanceof PgException said && "devices_name_key".equals(said.getConstraint());
    }
}
