package dev.gradstream.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.function.BiFunction;

/**
 * One law of the code's shape.
 *
 * @param problems given a class and the name of its package below the root ({@code kafka.broker}):
 *     what is wrong with it, in words
 */
record Rule(String law, BiFunction<JavaClass, String, List<String>> problems) {
  @Override
  public String toString() {
    return law;
  }
}
