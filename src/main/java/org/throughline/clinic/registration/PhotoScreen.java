package org.throughline.clinic.registration;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.throughline.access.Duty;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.AuditTrail;
import org.throughline.care.registration.PatientFile;
import org.throughline.http.Answer;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/** {@code /photos/ID?v=VERSION}: a patient's photo, for as long as this version is the one that is shown. */
public final class PhotoScreen implements Screen {
    private final PatientFile file;
    private final AuditTrail audit;
    private final InstantSource clock;

    public PhotoScreen(PatientFile file, AuditTrail audit, InstantSource clock) {
        this.file = file;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public String what() {
        return "photos of patients";
    }

    @Override
    public Answer answer(Visit visit) {
        visit.require(Duty.CHART);
        List<String> path = visit.path();
        byte[] jpeg = path.size() == 2 && !visit.posts() ? file.photo(visit.caller(), path.get(1)) : new byte[0];
        if (jpeg.length == 0) {
            throw new Failed(new Failure.NotFound("There is no such photo."));
        }
        audit.record(Access.of(
                clock.instant(),
                visit.caller(),
                Action.VIEW,
                0,
                "photo/" + path.get(1),
                200,
                Set.of(Address.of("Patient", path.get(1)))));
        return Answer.of(200, "image/jpeg", jpeg)
                .with("Cache-Control", "private, max-age=3600")
                .with("X-Content-Type-Options", "nosniff");
    }
}
