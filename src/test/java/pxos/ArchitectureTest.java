package pxos;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The rooms of the program: who may know whom, as {@code docs/ARCHITECTURE.md} draws it. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("pxos");

    /** A row of the page's table: the room, what it does, whom it knows. */
    private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\|[^|]*\\| ([^|]*) \\|");

    private static final Pattern NAME = Pattern.compile("`(\\w+)`");

    @Test
    void theCodeHasTheArrowsOfThePageAndNoOthers() throws Exception {
        assertThat(arrowsOfTheCode()).isEqualTo(arrowsOfThePage());
    }

    /** The rows stand in the order of the drawing, from the top to the bottom. */
    @Test
    void noArrowGoesUp() throws Exception {
        List<String> rooms = new ArrayList<>();
        rows().forEach(row -> rooms.add(row.group(1)));

        assertThat(arrowsOfThePage()).allSatisfy(arrow -> {
            String[] ends = arrow.split(" -> ");
            assertThat(rooms.indexOf(ends[1])).isGreaterThan(rooms.indexOf(ends[0]));
        });
    }

    @Test
    void noPackagesKnowEachOtherInACircle() {
        slices().matching("pxos.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyTheCommandLineEndsTheProcess() {
        noClasses()
                .that()
                .resideOutsideOfPackage("pxos.cli")
                .should()
                .callMethod(System.class, "exit", int.class)
                .check(CLASSES);
    }

    private static TreeSet<String> arrowsOfTheCode() {
        TreeSet<String> arrows = new TreeSet<>();
        CLASSES.stream()
                .flatMap(from -> from.getDirectDependenciesFromSelf().stream())
                .map(ArchitectureTest::arrow)
                .filter(arrow -> !arrow.isEmpty())
                .forEach(arrows::add);
        return arrows;
    }

    /** Empty where no room meets another one. */
    private static String arrow(Dependency dependency) {
        String from = room(dependency.getOriginClass().getPackageName());
        String to = room(dependency.getTargetClass().getPackageName());
        return from.isEmpty() || to.isEmpty() || from.equals(to) ? "" : from + " -> " + to;
    }

    private static String room(String packageName) {
        return packageName.startsWith("pxos.") ? packageName.split("\\.")[1] : "";
    }

    private static TreeSet<String> arrowsOfThePage() throws Exception {
        TreeSet<String> arrows = new TreeSet<>();
        for (Matcher row : rows()) {
            Matcher known = NAME.matcher(row.group(2));
            while (known.find()) {
                arrows.add(row.group(1) + " -> " + known.group(1));
            }
        }
        return arrows;
    }

    private static List<Matcher> rows() throws Exception {
        List<Matcher> rows = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("docs/ARCHITECTURE.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                rows.add(row);
            }
        }
        assertThat(rows).as("rows of the table of rooms").isNotEmpty();
        return rows;
    }
}
