package dev.gradstream.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** The laws, each a function from a class to what is wrong with it. */
final class Rules {
  private static final Set<String> EXACT_MATH =
      Set.of(
          "fma",
          "min",
          "max",
          "abs",
          "sqrt",
          "ceil",
          "floor",
          "rint",
          "round",
          "signum",
          "ulp",
          "copySign",
          "scalb",
          "getExponent",
          "nextUp",
          "nextDown",
          "nextAfter",
          "clamp",
          "floorDiv",
          "floorMod",
          "ceilDiv",
          "multiplyHigh",
          "unsignedMultiplyHigh");

  private static final Set<String> HASH_ORDERED =
      Set.of(
          "java.util.HashMap",
          "java.util.HashSet",
          "java.util.IdentityHashMap",
          "java.util.WeakHashMap",
          "java.util.concurrent.ConcurrentHashMap");

  private static final List<String> OUTSIDE_WORLD =
      List.of(
          "java.io.",
          "java.nio.file.",
          "java.nio.channels.",
          "java.net.",
          "java.time.",
          "java.lang.Thread",
          "java.lang.ProcessBuilder",
          "java.util.Timer",
          "java.util.concurrent.Executor",
          "java.util.concurrent.ForkJoin",
          "java.util.concurrent.CompletableFuture",
          "java.util.logging.",
          "java.lang.System$Logger");

  private static final List<String> CHANCE =
      List.of(
          "java.util.Random",
          "java.util.SplittableRandom",
          "java.util.random.",
          "java.util.concurrent.ThreadLocalRandom",
          "java.security.SecureRandom",
          "java.util.UUID");

  private final String root;

  /**
   * @param root the package that holds the map's packages
   */
  Rules(String root) {
    this.root = root;
  }

  List<Rule> all() {
    return List.of(
        new Rule("a package imports only what the map allows", this::imports),
        new Rule("a library is used only where it lives", this::libraries),
        new Rule("the core touches no file, network, clock, thread or log", core(this::world)),
        new Rule("the core takes chance only from its own generator", core(this::chance)),
        new Rule("the core has no hash-ordered collection", core(this::hashOrder)),
        new Rule("the core computes only with exactly rounded functions", core(this::math)),
        new Rule("the core has no parallel stream", core(this::parallel)),
        new Rule("vectors use no inexact lane function", this::lanes),
        new Rule("nobody sleeps", this::sleep),
        new Rule("only the program's ends print or exit", this::prints),
        new Rule("in app only Main is public", this::visible));
  }

  private static BiFunction<JavaClass, String, List<String>> core(
      BiFunction<JavaClass, String, List<String>> rule) {
    return (type, home) -> PackageMap.CORE.contains(home) ? rule.apply(type, home) : List.of();
  }

  private List<String> imports(JavaClass type, String home) {
    Set<String> allowed = PackageMap.IMPORTS.get(home);
    if (allowed == null) {
      return List.of("package " + home + " is not on the map");
    }
    return targets(
        type,
        name ->
            name.startsWith(root + ".")
                && !packageOf(name).equals(home)
                && !allowed.contains(packageOf(name))
                && !PackageMap.BOTTOM.contains(packageOf(name)));
  }

  private List<String> libraries(JavaClass type, String home) {
    return targets(
        type,
        name -> {
          String library =
              PackageMap.LIBRARIES.keySet().stream()
                  .filter(prefix -> name.startsWith(prefix + "."))
                  .findFirst()
                  .orElse(null);
          return library == null
              ? !name.startsWith("java.")
                  && !name.startsWith("dev.gradstream.")
                  && name.contains(".")
              : !PackageMap.LIBRARIES.get(library).contains(home);
        });
  }

  private List<String> world(JavaClass type, String home) {
    List<String> problems =
        targets(type, name -> OUTSIDE_WORLD.stream().anyMatch(name::startsWith));
    problems.addAll(
        accesses(
            type,
            "java.lang.System",
            name -> Set.of("nanoTime", "currentTimeMillis", "getenv").contains(name)));
    return problems;
  }

  private List<String> chance(JavaClass type, String home) {
    List<String> problems = targets(type, name -> CHANCE.stream().anyMatch(name::startsWith));
    problems.addAll(accesses(type, "java.lang.Math", "random"::equals));
    problems.addAll(accesses(type, "java.lang.System", "identityHashCode"::equals));
    return problems;
  }

  // Set.of and Map.of iterate in an order that changes with every start of the JVM.
  private List<String> hashOrder(JavaClass type, String home) {
    List<String> problems = new ArrayList<>();
    for (JavaField field : type.getFields()) {
      if (HASH_ORDERED.contains(field.getRawType().getName())) {
        problems.add(field.getFullName() + " is a " + field.getRawType().getName());
      }
    }
    problems.addAll(accesses(type, name -> HASH_ORDERED.contains(name), "<init>"::equals));
    problems.addAll(
        accesses(
            type,
            name -> name.equals("java.util.Set") || name.equals("java.util.Map"),
            name -> Set.of("of", "copyOf", "ofEntries").contains(name)));
    problems.addAll(
        accesses(
            type,
            "java.util.stream.Collectors",
            name -> name.startsWith("to") && (name.endsWith("Set") || name.endsWith("Map"))));
    problems.addAll(accesses(type, "java.util.stream.Collectors", "groupingBy"::equals));
    return problems;
  }

  private List<String> math(JavaClass type, String home) {
    return accesses(
        type,
        "java.lang.Math",
        name ->
            !EXACT_MATH.contains(name)
                && !name.endsWith("Exact")
                && !name.equals("random")
                && !name.equals("PI"));
  }

  private List<String> parallel(JavaClass type, String home) {
    return accesses(
        type, name -> name.startsWith("java.util."), name -> name.startsWith("parallel"));
  }

  private List<String> lanes(JavaClass type, String home) {
    Set<String> exact =
        Set.of(
            "ADD",
            "SUB",
            "MUL",
            "DIV",
            "FMA",
            "NEG",
            "ABS",
            "SQRT",
            "MIN",
            "MAX",
            "AND",
            "OR",
            "XOR",
            "NOT",
            "LSHL",
            "LSHR",
            "ASHR",
            "ROL",
            "ROR",
            "BITWISE_BLEND",
            "LT",
            "LE",
            "GT",
            "GE",
            "EQ",
            "NE",
            "IS_NAN",
            "IS_FINITE",
            "IS_INFINITE",
            "IS_NEGATIVE",
            "ZOMO",
            "AND_NOT");
    return accesses(
        type,
        "jdk.incubator.vector.VectorOperators",
        name ->
            name.equals(name.toUpperCase(Locale.ROOT))
                && !exact.contains(name)
                && !name.matches("[A-Z]2[A-Z]|REINTERPRET_.*|ZERO_EXTEND_.*"));
  }

  private List<String> sleep(JavaClass type, String home) {
    return accesses(type, "java.lang.Thread", "sleep"::equals);
  }

  private List<String> prints(JavaClass type, String home) {
    if (home.equals("app") || home.equals("console") || home.equals("kafka.broker")) {
      return List.of();
    }
    List<String> problems =
        accesses(type, "java.lang.System", name -> Set.of("out", "err", "exit").contains(name));
    problems.addAll(accesses(type, name -> true, "printStackTrace"::equals));
    return problems;
  }

  private List<String> visible(JavaClass type, String home) {
    boolean exposed = type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC);
    return home.equals("app") && exposed && !type.getSimpleName().equals("Main")
        ? List.of(type.getName() + " is public")
        : List.of();
  }

  private String packageOf(String className) {
    String name = className.substring(root.length() + 1);
    StringBuilder home = new StringBuilder();
    for (String part : name.split("\\.")) {
      if (!Character.isLowerCase(part.charAt(0))) {
        break;
      }
      home.append(home.isEmpty() ? "" : ".").append(part);
    }
    return home.toString();
  }

  private static List<String> targets(JavaClass type, Predicate<String> wrong) {
    List<String> problems = new ArrayList<>();
    for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
      JavaClass target = dependency.getTargetClass().getBaseComponentType();
      if (!target.isPrimitive() && wrong.test(target.getName())) {
        problems.add(dependency.getDescription());
      }
    }
    return problems;
  }

  private static List<String> accesses(JavaClass type, String owner, Predicate<String> member) {
    return accesses(type, owner::equals, member);
  }

  private static List<String> accesses(
      JavaClass type, Predicate<String> owner, Predicate<String> member) {
    List<String> problems = new ArrayList<>();
    List<JavaAccess<?>> all = new ArrayList<>(type.getAccessesFromSelf());
    for (var access : all) {
      check(
          access.getTargetOwner().getName(),
          access.getTarget().getName(),
          access.getDescription(),
          owner,
          member,
          problems);
    }
    for (var reference : type.getMethodReferencesFromSelf()) {
      check(
          reference.getTargetOwner().getName(),
          reference.getTarget().getName(),
          reference.getDescription(),
          owner,
          member,
          problems);
    }
    return problems;
  }

  private static void check(
      String ownerName,
      String name,
      String description,
      Predicate<String> owner,
      Predicate<String> member,
      List<String> problems) {
    if (owner.test(ownerName) && member.test(name)) {
      problems.add(description);
    }
  }
}
