package lectern.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Dependencies point one way (docs/architecture.md). */
@AnalyzeClasses(packages = "lectern", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final String[] APPLICATION = {
        "lectern",
        "lectern.account..",
        "lectern.admin..",
        "lectern.attendance..",
        "lectern.calendar..",
        "lectern.classroom..",
        "lectern.course..",
        "lectern.groups..",
        "lectern.commands..",
        "lectern.live..",
        "lectern.lobby..",
        "lectern.lti..",
        "lectern.operations..",
        "lectern.policy..",
        "lectern.recordings..",
        "lectern.schedule..",
        "lectern.settings..",
        "lectern.store..",
        "lectern.web.."
    };

    @ArchTest
    static final ArchRule THE_BRIDGE_KNOWS_NOTHING_OF_OURS = noClasses()
            .that()
            .resideInAPackage("lectern.bridge..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(with(
                    APPLICATION,
                    "lectern.recorder..",
                    "lectern.lticonfig..",
                    "io.javalin..",
                    "java.sql..",
                    "com.nimbusds..",
                    "com.fasterxml.."));

    @ArchTest
    static final ArchRule THE_RECORDER_KNOWS_NOTHING_OF_OURS = noClasses()
            .that()
            .resideInAPackage("lectern.recorder..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    with(APPLICATION, "lectern.bridge..", "lectern.lticonfig..", "io.javalin..", "java.sql.."));

    @ArchTest
    static final ArchRule THE_TOOL_DESCRIPTION_KNOWS_NOTHING_OF_OURS = noClasses()
            .that()
            .resideInAPackage("lectern.lticonfig..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(with(APPLICATION, "lectern.bridge..", "lectern.recorder.."));

    @ArchTest
    static final ArchRule THE_BRIDGE_HAS_NO_CYCLES =
            slices().matching("lectern.bridge.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule THE_RECORDER_HAS_NO_CYCLES =
            slices().matching("lectern.recorder.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule THE_APPLICATION_HAS_NO_CYCLES =
            slices().matching("lectern.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule THE_CLASSROOM_KNOWS_NO_WEB_LTI_OR_ENGINE = noClasses()
            .that()
            .resideInAPackage("lectern.classroom..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "lectern.web..",
                    "lectern.lti..",
                    "lectern.live..",
                    "lectern.bridge..",
                    "lectern.recorder..",
                    "io.javalin..");

    @ArchTest
    static final ArchRule ONLY_STORES_SPEAK_SQL = noClasses()
            .that()
            .resideOutsideOfPackage("lectern.store..")
            .and()
            .haveSimpleNameNotContaining("Store")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.sql..");

    @ArchTest
    static final ArchRule ONE_OPENSSL_OR_SUNJCE_NEVER_BOUNCY_CASTLES_AES = noClasses()
            .that()
            .resideInAPackage("lectern.bridge.srtp..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bouncycastle.crypto.engines..");

    private static String[] with(String[] some, String... more) {
        String[] all = java.util.Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }
}
