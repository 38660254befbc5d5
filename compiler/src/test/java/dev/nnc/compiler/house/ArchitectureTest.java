package dev.nnc.compiler.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the arrows between the rooms: who may look at whom, and which libraries stay behind one door. */
class ArchitectureTest {
    private static final String COMPILER = "dev.nnc.compiler";

    /** Each room of the compiler with the rooms that it may look at; what is not in this table is not a room. */
    private static final Map<String, List<String>> ROOMS = Map.of(
            "diagnostics", List.of(),
            "syntax", List.of("diagnostics"),
            "ir", List.of("diagnostics"),
            "semantic", List.of("diagnostics", "syntax", "ir"),
            "autodiff", List.of("diagnostics", "ir"),
            "passes", List.of("diagnostics", "ir"),
            "plan", List.of("diagnostics", "ir"),
            "loops", List.of("diagnostics", "ir", "plan"),
            "emit", List.of("diagnostics", "ir", "plan", "loops"),
            "report", List.of("diagnostics", "ir", "plan", "loops"));

    /** What callers say and get, which every room may know. */
    private static final Set<String> VOCABULARY =
            Set.of(COMPILER + ".Options", COMPILER + ".Options$Flavour", COMPILER + ".GeneratedFile");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages("dev.nnc");

    static Stream<String> rooms() {
        return ROOMS.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void aRoomLooksOnlyAtTheRoomsBeforeIt(String room) {
        String[] allowed = Stream.concat(Stream.of(room), ROOMS.get(room).stream())
                .map(ArchitectureTest::packagesOf)
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(packagesOf(room))
                .should()
                .dependOnClassesThat(resideInAnyPackage(COMPILER + "..")
                        .and(not(resideInAnyPackage(allowed)))
                        .and(describe("beyond the vocabulary", type -> !VOCABULARY.contains(type.getName()))))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void everyPackageOfTheCompilerBelongsToARoom() {
        String[] known = Stream.concat(Stream.of(COMPILER), rooms().map(ArchitectureTest::packagesOf))
                .toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage(COMPILER + "..")
                .should()
                .resideInAnyPackage(known)
                .check(CLASSES);
    }

    @Test
    void roomsFormNoCycle() {
        slices().matching(COMPILER + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlySyntaxSeesAntlr() {
        noClasses()
                .that()
                .resideInAPackage(COMPILER + "..")
                .and()
                .resideOutsideOfPackage(packagesOf("syntax"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.antlr..", "dev.nnc.grammar..")
                .check(CLASSES);
    }

    @Test
    void onlyEmitSeesJavaPoet() {
        noClasses()
                .that()
                .resideOutsideOfPackage(packagesOf("emit"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.palantir.javapoet..")
                .check(CLASSES);
    }

    @Test
    void theCompilerTouchesNoFilesNoClockAndNoEnvironment() {
        noClasses()
                .that()
                .resideInAPackage(COMPILER + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io..", "java.nio.file..", "java.time..", "java.net..")
                .orShould()
                .callMethodWhere(Impurity.INSTANCE)
                .check(CLASSES);
    }

    @Test
    void theRuntimeUsesJavaBaseAlone() {
        String[] base = Stream.concat(Stream.of("dev.nnc.runtime.."), javaBase().stream())
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("dev.nnc.runtime..")
                .should()
                .dependOnClassesThat(not(resideInAnyPackage(base)))
                .check(CLASSES);
    }

    @Test
    void theRulesAboutTheRuntimeWouldSeeTheVectorModule() {
        assertThat(javaBase()).contains("java.lang", "java.util").doesNotContain("jdk.incubator.vector", "java.sql");
    }

    private static List<String> javaBase() {
        return Object.class.getModule().getPackages().stream().sorted().toList();
    }

    private static String packagesOf(String room) {
        return COMPILER + "." + room + "..";
    }
}
