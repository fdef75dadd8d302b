/** The login by an identity provider (OpenID Connect). */
@NullMarked
package io.iotflow.admin.oidc;

import org.jspecify.annotations.NullMarked;
