package io.iotflow.ingest.watch;

/** Small tables. */
record TestWatch(int rememberedFields, int rememberedTimes, int mostListedFields, int mostListedDevices)
        implements WatchSettings {

    static final TestWatch SMALL = new TestWatch(1024, 1024, 2, 3);
}
