package io.iotflow.cli;

import io.iotflow.local.home.Ports;
import io.iotflow.local.home.ProjectRoot;
import io.iotflow.local.home.StackHome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Which checkout this is and where its local stack keeps everything. */
record LocalHome(ProjectRoot root, StackHome home) {

    /** {@code IOTFLOW_HOME}, or {@code .iotflow} in the checkout. */
    static LocalHome find() throws IOException {
        ProjectRoot root = ProjectRoot.find();
        String named = System.getenv("IOTFLOW_HOME");
        Path folder = named == null ? root.folder().resolve(".iotflow") : Path.of(named);
        return new LocalHome(root, StackHome.at(folder));
    }

    Ports ports(List<String> settings) throws IOException {
        return Ports.resolve(home.portsFile(), System.getenv(), settings);
    }
}
