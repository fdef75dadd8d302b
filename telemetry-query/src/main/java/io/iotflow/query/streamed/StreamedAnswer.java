package io.iotflow.query.streamed;

import io.smallrye.mutiny.Multi;
import java.util.Map;

/**
 * An answer whose body is written part by part, each when the one before has gone out to the client.
 *
 * @param mediaType of the body, whichever of the types of the endpoint it is
 * @param headers further ones, sent with the first part
 * @param parts a failure before the first is answered in words; after it the connection breaks before the end of the body.
 *     They are cancelled when the client leaves
 */
public record StreamedAnswer(String mediaType, Map<String, String> headers, Multi<byte[]> parts) {}
