package dev.gradstream.web;

/**
 * One box of the network as the page draws it.
 *
 * @param name for instance {@code dense} or {@code input}
 * @param shape what it gives on, for instance {@code 32} or {@code 28 x 28}
 * @param activation for instance {@code relu}, empty for none
 * @param parameters number of trained numbers in it
 */
public record Layer(String name, String shape, String activation, long parameters) {}
