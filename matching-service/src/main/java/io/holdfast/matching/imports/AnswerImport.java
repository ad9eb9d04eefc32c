package io.holdfast.matching.imports;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import io.holdfast.defaults.imports.ImportAnswering;
import io.holdfast.defaults.imports.ImportAnswers;
import io.holdfast.defaults.imports.ImportPart;
import io.holdfast.defaults.imports.RowAnswer;
import io.holdfast.defaults.imports.RowAnswer.Status;
import io.holdfast.defaults.imports.RowAnswer.Violation;
import io.holdfast.defaults.web.Problem;
import io.holdfast.matching.domain.Professional;
import io.holdfast.matching.domain.Professional.RequestKey;
import io.holdfast.matching.domain.ProfessionalId;
import io.holdfast.matching.domain.Professionals;
import io.holdfast.matching.domain.Profile;
import io.holdfast.matching.domain.TenantId;
import io.holdfast.matching.web.ImportedProfiles;
import io.holdfast.matching.web.ImportedProfiles.Said;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** Says what becomes of the profiles in an import and, unless it is a dry run, registers or replaces them. */
@Component
public class AnswerImport {

    private final Professionals professionals;
    private final ImportAnswers answers;
    private final Clock clock;

    AnswerImport(Professionals professionals, ImportAnswers answers, Clock clock) {
        this.professionals = professionals;
        this.answers = answers;
        this.clock = clock;
    }

    @Bean
    static ImportAnswering importAnswering() {
        return new ImportAnswering("import.profiles-answered.v1");
    }

    public void answer(ImportPart part, List<ProfileRow> rows) {
        answers.answerOnce(part, () -> rows.stream().map(row -> answer(part, row)).toList(), clock.instant());
    }

    private RowAnswer answer(ImportPart part, ProfileRow row) {
        try {
            ProfessionalId id = ImportedProfiles.idOf(new TenantId(part.tenantId()), row.id());
            return RowAnswer.of(row.line(), part.dryRun() ? status(id, row) : write(part, id, row));
        } catch (Problem problem) {
            return RowAnswer.refused(row.line(), problem.errors().stream()
                    .map(error -> new Violation(error.field(), error.message()))
                    .toList());
        }
    }

    private Status status(ProfessionalId id, ProfileRow row) {
        Optional<Professional> known = professionals.find(id);
        Profile profile = ImportedProfiles.read(said(row), known);
        return known.map(there -> there.profile().equals(profile) ? Status.UNCHANGED : Status.UPDATED).orElse(Status.CREATED);
    }

    /** Whom a part that broke off has registered, is told as registered when it is done again. */
    private Status write(ImportPart part, ProfessionalId id, ProfileRow row) {
        var cause = new RequestKey("import:" + part.importId(), "", clock.instant());
        var decided = professionals.decideOrRegister(id, stored -> {
            Profile profile = ImportedProfiles.read(said(row), stored);
            return stored.map(known -> known.replace(profile)).orElseGet(() -> Professional.register(id, profile, cause));
        });
        RequestKey registeredBy = decided.after().registeredBy();
        if (decided.before().isEmpty() || (registeredBy != null && registeredBy.id().equals(cause.id()))) {
            return Status.CREATED;
        }
        return decided.changed() ? Status.UPDATED : Status.UNCHANGED;
    }

    private static Said said(ProfileRow row) {
        return new Said(
                row.displayName(), row.email(), row.phone(), row.category(), row.rate(), row.currency(), row.zone(),
                row.languages(), row.offeringIds(), row.active());
    }
}
