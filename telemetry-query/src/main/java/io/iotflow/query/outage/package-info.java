/** What callers are told when the store is away. */
@NullMarked
package io.iotflow.query.outage;

import org.jspecify.annotations.NullMarked;
