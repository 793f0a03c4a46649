package agentsession;

import static org.assertj.core.api.Assertions.assertThat;

import agentsession.adapter.LargeInList;
import agentsession.adapter.QueryRun;
import agentsession.adapter.RequestsTable;
import agentsession.adapter.RowSpool;
import agentsession.adapter.ScanPlan;
import agentsession.adapter.ScanRows;
import agentsession.adapter.SharedScans;
import agentsession.adapter.TermEvaluator;
import agentsession.calcite.AgentSessionSchemaFactory;
import agentsession.jdbc.AgentSessionDataSource;
import agentsession.jdbc.AgentSessionDriver;
import agentsession.query.calcite.RecursiveScan;
import agentsession.query.function.DecimalFunctions;
import agentsession.query.function.DistinctStrings;
import agentsession.query.function.FormatFunction;
import agentsession.query.function.NumberFunctions;
import agentsession.query.function.PatternFunctions;
import agentsession.query.function.StringFunctions;
import agentsession.query.function.TimeFunctions;
import agentsession.query.function.VarianceAccumulator;
import agentsession.query.function.XmlDocumentFunctions;
import agentsession.query.memory.HeldRows;
import agentsession.query.subquery.HashIndex;
import agentsession.query.subquery.MemoizedRows;
import agentsession.query.window.GeneratedAggregate;
import agentsession.query.window.WindowEvaluator;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Only what is API, or used by another package or by generated code, is public. */
final class VisibilityRulesTest {
    /** The API: what users name in their programs, tools and Calcite models. */
    private static final Set<Class<?>> API =
            Set.of(AgentSessionDriver.class, AgentSessionDataSource.class, AgentSessionSchemaFactory.class);

    /** What the code that Calcite generates for a query calls or holds. */
    private static final Set<Class<?>> USED_BY_GENERATED_CODE = Set.of(
            DecimalFunctions.class,
            DistinctStrings.class,
            FormatFunction.class,
            GeneratedAggregate.class,
            HashIndex.class,
            HeldRows.class,
            LargeInList.class,
            MemoizedRows.class,
            NumberFunctions.class,
            PatternFunctions.class,
            QueryRun.class,
            RecursiveScan.class,
            RequestsTable.class,
            RowSpool.class,
            ScanPlan.class,
            ScanRows.class,
            SharedScans.class,
            TermEvaluator.class,
            StringFunctions.class,
            TimeFunctions.class,
            VarianceAccumulator.class,
            WindowEvaluator.class,
            XmlDocumentFunctions.class);

    @Test
    void aPublicTypeIsUsedByAnotherPackage() {
        assertThat(checked()
                        .filter(type -> Stream.concat(Stream.of(type), nested(type))
                                .noneMatch(VisibilityRulesTest::isUsedElsewhere))
                        .map(JavaClass::getName))
                .isEmpty();
    }

    /** Tests count as users, since some are of several packages. */
    @Test
    void aPublicMemberIsUsedByAnotherPackage() {
        assertThat(checked()
                        .filter(type -> !type.isInterface())
                        .flatMap(type -> type.getMembers().stream())
                        .filter(VisibilityRulesTest::isNeedlesslyPublic)
                        .map(JavaMember::getFullName))
                .isEmpty();
    }

    /** The public types of the product that need a reason for it. */
    private static Stream<JavaClass> checked() {
        return ImportedClasses.PRODUCT.stream().filter(type -> isPublic(type) && !isExempt(type));
    }

    private static boolean isPublic(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(VisibilityRulesTest::isPublic).orElse(true);
    }

    private static boolean isExempt(JavaClass type) {
        Class<?> top = type.reflect();
        while (top.getEnclosingClass() != null) {
            top = top.getEnclosingClass();
        }
        return API.contains(top) || USED_BY_GENERATED_CODE.contains(top);
    }

    private static Stream<JavaClass> nested(JavaClass type) {
        return ImportedClasses.PRODUCT.stream().filter(other -> other.getName().startsWith(type.getName() + "$"));
    }

    private static boolean isUsedElsewhere(JavaClass type) {
        return type.getDirectDependenciesToSelf().stream()
                        .anyMatch(use -> ImportedClasses.isShipped(use.getOriginClass())
                                && isElsewhere(use.getOriginClass(), type))
                || type.getEnclosingClass().filter(JavaClass::isInterface).isPresent();
    }

    private static boolean isNeedlesslyPublic(JavaMember member) {
        JavaClass owner = member.getOwner();
        return member.getModifiers().contains(JavaModifier.PUBLIC)
                && !member.getModifiers().contains(JavaModifier.SYNTHETIC)
                && member.getAccessesToSelf().stream().noneMatch(use -> isElsewhere(use.getOriginOwner(), owner))
                && !(member instanceof JavaField field && isInlined(field))
                && !(member instanceof JavaCodeUnit code && isOfRecordOrEnum(code))
                && !(member instanceof JavaMethod method && isInherited(method));
    }

    private static boolean isElsewhere(JavaClass user, JavaClass used) {
        return !user.getPackageName().equals(used.getPackageName());
    }

    /** Whether it may be a constant of the compiler's, of which no use can be seen, or one of an enumeration. */
    private static boolean isInlined(JavaField field) {
        return field.getModifiers().contains(JavaModifier.ENUM)
                || (field.getModifiers().contains(JavaModifier.FINAL)
                        && (field.getRawType().isPrimitive()
                                || field.getRawType().isEquivalentTo(String.class)));
    }

    private static boolean isOfRecordOrEnum(JavaCodeUnit code) {
        JavaClass owner = code.getOwner();
        boolean component = code.getRawParameterTypes().isEmpty()
                && owner.tryGetField(code.getName()).isPresent();
        return (owner.isRecord() && (code.isConstructor() || component))
                || (owner.isEnum() && Set.of("values", "valueOf").contains(code.getName()));
    }

    private static boolean isInherited(JavaMethod method) {
        JavaClass owner = method.getOwner();
        return Stream.concat(owner.getAllRawSuperclasses().stream(), owner.getAllRawInterfaces().stream())
                .flatMap(type -> type.getMethods().stream())
                .anyMatch(other -> other.getName().equals(method.getName())
                        && other.getRawParameterTypes().size()
                                == method.getRawParameterTypes().size());
    }
}
