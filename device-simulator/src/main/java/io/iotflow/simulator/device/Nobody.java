package io.iotflow.simulator.device;

/** Who takes instructions before a device is there. */
record Nobody() implements DeviceLink.Inbox {

    @Override
    public void take(DeviceLink.Instruction instruction) {
        // There is nobody to do it.
    }

    @Override
    public long readsAfterMillis() {
        return 0;
    }
}
