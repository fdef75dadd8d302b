package io.iotflow.problem;

/** A query parameter that is a whole number within bounds. */
public final class NumberParameter {

    private NumberParameter() {}

    /** Reads a parameter, or fails with the problem that names it and its bounds. */
    public static int read(String name, String text, int least, int most) {
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Answered below, like a number out of bounds.
        }
        throw ProblemException.invalid(Violation.inQuery(name, "must be a whole number from " + least + " to " + most));
    }
}
