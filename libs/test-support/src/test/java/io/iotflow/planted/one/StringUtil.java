package io.iotflow.planted.one;

/** A name that says nothing. */
public final class StringUtil {}
