package io.hakko.notice.web;

import io.hakko.notice.LetterId;
import io.hakko.notice.LetterView;
import io.hakko.notice.Letters;
import io.hakko.notice.NoticeRefusal;
import io.hakko.shared.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Letters for staff. */
@RestController
@RequestMapping("/desk/api/notice/letters")
class LetterController {

    /** Who has to do with letters; they name people (B-REC-04). */
    private static final List<String> READERS =
            List.of("reception", "reviewer", "approver", "shipper", "accounting", "helpdesk", "manager", "auditor");

    private final Letters letters;

    LetterController(Letters letters) {
        this.letters = letters;
    }

    @GetMapping("/{id}/pdf")
    ResponseEntity<byte[]> pdf(@PathVariable String id, HttpServletRequest request) {
        if (READERS.stream().noneMatch(request::isUserInRole)) {
            throw new Refusal(NoticeRefusal.NOT_A_READER);
        }
        LetterView letter = letters.read(idOf(id));
        ContentDisposition inline = ContentDisposition.inline()
                .filename(letter.number() + ".pdf", java.nio.charset.StandardCharsets.UTF_8)
                .build();
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CONTENT_DISPOSITION, inline.toString())
                .cacheControl(CacheControl.noStore())
                .body(letters.pdf(letter.id()));
    }

    private static LetterId idOf(String text) {
        try {
            return LetterId.of(text);
        } catch (IllegalArgumentException noUuid) {
            throw new Refusal(NoticeRefusal.LETTER_UNKNOWN);
        }
    }
}
