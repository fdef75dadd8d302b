package io.iotflow.planted.other;

import io.iotflow.planted.one.Chicken;

/** See the chicken. */
public record Egg(Chicken chicken) {}
