package io.iotflow.query.aggregate;

/** A function that there is not was asked for. */
final class UnknownFunctionException extends RuntimeException {

    UnknownFunctionException(String name) {
        super(name, null, false, false);
    }
}
