package dev.gradstream.training;

/**
 * What the model said of the rows that are held out.
 *
 * @param step the step after which it was asked
 * @param examples how many rows it was asked for, the last that were held out
 * @param loss their mean loss
 */
public record Validation(long step, int examples, double loss) {}
