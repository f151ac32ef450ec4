package io.hakko.revocation;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.hakko.HakkoWebTest;
import io.hakko.application.Examples;
import io.hakko.ca.CompromisedAuthorities;
import io.hakko.desk.Browser;
import io.hakko.desk.Keyboard;
import io.hakko.desk.TasklistPage;
import io.hakko.policy.Channel;
import io.hakko.revocation.FaxRevocationTest.FaxService;
import io.hakko.shared.Actor;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** The forms of a revocation on paper in Tasklist, filled in with the keys alone. */
@HakkoWebTest
@Import(FaxService.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RevocationBrowserTest extends PaperCaseBase {

    private static final Actor SECOND_MANAGER = new Actor("compromise-manager");
    private static final Pattern NOT_EMPTY = Pattern.compile(".+");

    @LocalServerPort
    private int port;

    @Autowired
    private RuntimeService processes;

    @Autowired
    private TaskService tasks;

    @Autowired
    private CompromisedAuthorities compromised;

    private Browser browser;

    @BeforeEach
    void aCardInUse() {
        inUse(entered(Examples.corporation()));
        browser = new Browser(port);
    }

    @AfterEach
    void close() {
        assertThat(browser.complaints()).isEmpty();
        browser.close();
    }

    @Test
    void companysPapersAreRegisteredReviewedAndApproved() {
        String request = register(signIn(RECEPTION));
        review(signIn(REVIEWER), request);
        approve(signIn(APPROVER), request);

        assertThat(certificates.order(serial)).isPresent();
        assertThat(openTasks(request)).containsExactly("userTask_postRevocationNotices");
    }

    @Test
    void managerStopsWaitingForOriginals() {
        String request = register(papers().by(Channel.FAX));
        review(request, inOrder(request));
        approve(request);
        TasklistPage manager = signIn(MANAGER);
        Keyboard keys = new Keyboard(manager.page());
        Locator form = manager.take("責任者", "原本の到着を登録する", request);

        keys.choose(form.locator("[name='answer']"), "closed");
        keys.press(manager.completeButton());
        assertThat(form.locator(".hk-field:has([name='reason']) .hk-error")).isVisible();
        keys.type(form.locator("[name='reason']"), "利用者に電話で確認した");
        manager.screenshot("revocation-04-originals");
        keys.press(manager.completeButton());
        assertThat(manager.page().locator("section.task-card")).hasCount(0);

        assertThat(openTasks(request)).containsExactly("userTask_postRevocationNotices");
    }

    /** The last test: the authority of this context issues nothing any more after it. */
    @Test
    @Order(Integer.MAX_VALUE)
    void twoManagersEndAnAuthorityWhoseKeyIsNoLongerSecret() {
        hire(SECOND_MANAGER, "manager");
        TasklistPage manager = signIn(MANAGER);
        Keyboard keys = new Keyboard(manager.page());
        Locator proposal = manager.openStartForm("発行者署名符号の危殆化");
        Locator start = manager.page().locator(".modal-footer button.btn-primary:visible");
        keys.choose(proposal.locator("[name='authority']"), "aosign-g2");
        keys.press(start);
        assertThat(proposal.locator(".hk-field:has([name='explanation']) .hk-error"))
                .isVisible();
        keys.type(proposal.locator("[name='explanation']"), "鍵の管理装置の封印が切られていた");
        manager.screenshot("compromise-01-proposal");
        keys.press(start);
        assertThat(manager.page().locator(".modal-body")).hasCount(0);
        String number = processes
                .createProcessInstanceQuery()
                .processDefinitionKey("ca-compromise")
                .singleResult()
                .getBusinessKey();

        manager.take("責任者", "発行者署名符号の危殆化を承認する", number);
        assertThat(manager.page().locator("form.hk-form .hk-banner")).containsText("危殆化の起案");
        manager.screenshot("compromise-02-own-proposal");
        assertThat(compromised.isDeclared("aosign-g2")).isFalse();
        release(number);

        TasklistPage second = signIn(SECOND_MANAGER);
        keys = new Keyboard(second.page());
        Locator form = second.take("責任者", "発行者署名符号の危殆化を承認する", number);
        assertThat(form.locator("[data-hakko-text='explanation']")).hasText("鍵の管理装置の封印が切られていた");
        keys.choose(form.locator("[name='decision']"), "approve");
        second.screenshot("compromise-03-approval");
        keys.press(second.completeButton());
        assertThat(second.page().locator("section.task-card")).hasCount(0);
        assertThat(compromised.isDeclared("aosign-g2")).isTrue();
        runDue(number);

        form = second.take("責任者", "危殆化の公表と報告を登録する", number);
        form.locator("[name='announcedOn']").fill(today().toString());
        keys.press(second.completeButton());
        assertThat(form.locator(".hk-field:has([name='reportedOn']) .hk-error")).isVisible();
        form.locator("[name='reportedOn']").fill(today().toString());
        second.screenshot("compromise-04-announcement");
        keys.press(second.completeButton());
        assertThat(second.page().locator("section.task-card")).hasCount(0);
        assertThat(openTasks(number)).isEmpty();
    }

    private void release(String number) {
        tasks.setAssignee(task(number, "userTask_approveCompromise").value(), null);
    }

    private TasklistPage signIn(Actor person) {
        return TasklistPage.signIn(browser, person.id(), PASSWORD);
    }

    private String register(TasklistPage reception) {
        Keyboard keys = new Keyboard(reception.page());
        Locator form = reception.openStartForm("電子証明書の失効");
        Locator start = reception.page().locator(".modal-footer button.btn-primary:visible");
        keys.choose(form.locator("[name='kind']"), "COMPANY");
        keys.type(form.locator("[name='certificate']"), card.value());
        keys.choose(form.locator("[name='reasonCode']"), "A-C2");
        keys.choose(form.locator("[name='channel']"), "POST");
        assertThat(form.locator("[name='arrivedOn']")).hasValue(today().toString());
        keys.press(start);
        assertThat(form.locator(".hk-field:has([name='holderUnable']) + .hk-error"))
                .isVisible();
        assertThat(form.locator(".hk-field:has([name='noMyNumberVisible']) + .hk-error"))
                .isVisible();
        reception.screenshot("revocation-01-refused");

        keys.check(form.locator("[name='holderUnable']"));
        keys.press(form.locator("[data-hakko-add='documents']"));
        Locator document = form.locator("[data-hakko-rows='documents'] tr").first();
        keys.choose(document.locator("[name='kind']"), "COMPANY_SEAL_CERTIFICATE");
        keys.press(document.locator("[data-hakko-remove]"));
        assertThat(form.locator("[data-hakko-rows='documents'] tr")).hasCount(0);
        keys.type(form.locator("[name='noticeAddress.postalCode']"), "100-0005");
        keys.type(form.locator("[name='noticeAddress.text']"), "東京都千代田区見本一丁目2番");
        keys.check(form.locator("[name='noMyNumberVisible']"));
        reception.screenshot("revocation-01-request");
        keys.press(start);
        assertThat(reception.page().locator(".modal-body")).hasCount(0);
        String number = processes
                .createProcessInstanceQuery()
                .processDefinitionKey(CertificateRevocationProcess.KEY)
                .variableValueEquals("certificateSerial", serial.hex())
                .singleResult()
                .getBusinessKey();
        runDue(number);
        return number;
    }

    private void review(TasklistPage reviewer, String request) {
        Keyboard keys = new Keyboard(reviewer.page());
        Locator form = reviewer.take("審査", "失効請求を審査する", request);
        assertThat(form.locator("[data-hakko-text='paper.form']")).hasText("電子証明書失効届出書");
        reviewer.screenshot("revocation-02-review-top");
        Locator answers = form.locator("[data-hakko-rows='checklist'] select");
        for (int i = 0; i < answers.count(); i++) {
            keys.choose(answers.nth(i), "ok");
        }
        keys.choose(form.locator("[name='sealDiffers']"), "true");
        keys.choose(form.locator("[name='nameDiffers']"), "false");
        keys.choose(form.locator("[name='verdict']"), "inOrder");
        keys.press(reviewer.completeButton());
        assertThat(form.locator(".hk-field:has([name='sealDiffers']) .hk-error"))
                .containsText("印鑑証明書");
        assertThat(form.locator("[name='sealDiffers']")).isFocused();
        reviewer.screenshot("revocation-02-review");
        keys.choose(form.locator("[name='sealDiffers']"), "false");
        keys.press(reviewer.completeButton());
        assertThat(reviewer.page().locator("section.task-card")).hasCount(0);
        runDue(request);
    }

    private void approve(TasklistPage approver, String request) {
        Keyboard keys = new Keyboard(approver.page());
        Locator form = approver.take("承認", "失効を承認する", request);
        assertThat(form.locator("[data-hakko-text='paper.review.by']")).hasText(NOT_EMPTY);
        keys.choose(form.locator("[name='decision']"), "approve");
        approver.screenshot("revocation-03-approval");
        keys.press(approver.completeButton());
        assertThat(approver.page().locator("section.task-card")).hasCount(0);
        runDue(request);
    }
}
