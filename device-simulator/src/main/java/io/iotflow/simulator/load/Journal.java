package io.iotflow.simulator.load;

/** Where a run writes down what it does, before it counts it. Called on event loops; must not wait. */
public interface Journal {

    /** A run that is not audited. */
    Journal NONE = new Journal() {
        @Override
        public void sent(long device, long time, long valuesHash) {}

        @Override
        public void acknowledged(long device, long time) {}
    };

    /** A reading is about to be sent. */
    void sent(long device, long time, long valuesHash);

    /** The platform says that it has a reading. */
    void acknowledged(long device, long time);
}
