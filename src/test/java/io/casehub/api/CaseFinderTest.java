package io.casehub.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.casehub.cases.Cases;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CaseFinderTest {

    private static final Set<String> FINDING = Set.of("get", "byNumber", "search");

    @Test
    void everyDoorFindsItsCasesThroughTheFinder() {
        var doors = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.casehub.api");

        noClasses().that().doNotHaveSimpleName("CaseFinder")
                // notes whom an answer was about that has been given
                .and().doNotHaveSimpleName("ReadRecorder").should()
                .callMethodWhere(DescribedPredicate.describe("finds a case for anybody", CaseFinderTest::findsACase))
                .because("a door that finds a case by itself may show it to a stranger: ask CaseFinder")
                .check(doors);
    }

    private static boolean findsACase(JavaMethodCall call) {
        return call.getTargetOwner().isEquivalentTo(Cases.class) && FINDING.contains(call.getTarget().getName());
    }
}
