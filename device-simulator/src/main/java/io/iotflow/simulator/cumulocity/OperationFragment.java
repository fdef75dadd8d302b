package io.iotflow.simulator.cumulocity;

import java.util.Optional;

/** By which name an operation is answered. */
final class OperationFragment {

    static final String RESTART = "c8y_Restart";
    static final String CONFIGURATION = "c8y_Configuration";

    private OperationFragment() {}

    /** The fragment for a template that comes down; empty for what is no operation. */
    static Optional<String> of(String template) {
        return switch (template) {
            case "510" -> Optional.of(RESTART);
            case "511" -> Optional.of("c8y_Command");
            case "513" -> Optional.of(CONFIGURATION);
            case "515", "525" -> Optional.of("c8y_Firmware");
            case "516" -> Optional.of("c8y_SoftwareList");
            case "517" -> Optional.of("c8y_MeasurementRequestOperation");
            case "518" -> Optional.of("c8y_Relay");
            case "519" -> Optional.of("c8y_RelayArray");
            case "520", "526" -> Optional.of("c8y_UploadConfigFile");
            case "521", "524" -> Optional.of("c8y_DownloadConfigFile");
            case "522" -> Optional.of("c8y_LogfileRequest");
            case "523" -> Optional.of("c8y_CommunicationMode");
            case "527" -> Optional.of("c8y_DeviceProfile");
            case "528", "529" -> Optional.of("c8y_SoftwareUpdate");
            case "530" -> Optional.of("c8y_RemoteAccessConnect");
            default -> Optional.empty();
        };
    }
}
