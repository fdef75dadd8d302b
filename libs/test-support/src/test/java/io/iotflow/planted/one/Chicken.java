package io.iotflow.planted.one;

import io.iotflow.planted.other.Egg;

/** Needs the egg, which needs it: a cycle of packages. */
public record Chicken(Egg egg) {}
