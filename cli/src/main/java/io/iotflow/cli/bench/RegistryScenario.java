package io.iotflow.cli.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** One question to device-registry. */
@FunctionalInterface
interface RegistryScenario {

    /** Asks and measures. Blocks. */
    List<Figure> run(RegistryBench bench) throws IOException, InterruptedException, SQLException;
}
