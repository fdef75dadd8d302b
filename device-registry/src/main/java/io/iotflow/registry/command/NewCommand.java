package io.iotflow.registry.command;

import io.iotflow.registry.form.JsonForm;
import java.time.Duration;

/**
 * What somebody wants a device to do.
 *
 * @param parameters a JSON object, as text
 * @param expiresIn after which a command that is not with the device is given up
 */
record NewCommand(String command, String parameters, CommandType type, Duration expiresIn) {

    private static final int LONGEST_COMMAND = 128;
    private static final int LONGEST_TYPE = 16;

    /** Reads a request body; fails with everything that is wrong in it. */
    static NewCommand read(byte[] body, CommandSettings settings) {
        JsonForm form = JsonForm.read(body);
        String command = form.requiredText("command", LONGEST_COMMAND);
        String parameters = form.object("parameters");
        int longest = Math.toIntExact(settings.longestExpiry().toSeconds());
        int otherwise = Math.toIntExact(settings.usualExpiry().toSeconds());
        int expiresIn = form.wholeNumber("expires_in", 1, longest, otherwise);
        String typeName = form.text("command_type", LONGEST_TYPE).orElse(CommandType.CONTROL.wireName());
        CommandType type = CommandType.parse(typeName).orElseGet(() -> {
            form.refuse("command_type", "must be control, config or firmware");
            return CommandType.CONTROL;
        });
        form.check();
        return new NewCommand(command, parameters, type, Duration.ofSeconds(expiresIn));
    }
}
