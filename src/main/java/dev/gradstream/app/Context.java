package dev.gradstream.app;

import dev.gradstream.console.Terminal;
import java.util.function.LongSupplier;

/**
 * What a command gets from the process it runs in.
 *
 * @param nanoClock for rates and pauses in what is shown, never for what is computed
 */
record Context(Terminal terminal, Shutdown shutdown, LongSupplier nanoClock) {}
