package io.hakko.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.hakko.shared.ProfileRef;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Services that deliver in other ways than the shipped ones, for tests of other modules. None is in force yet. */
public final class DeliveryServices {

    private static final LocalDate FROM = LocalDate.of(2099, 1, 1);

    /** Counts from the dispatch, encloses a form for the receipt and sets a limit for doubts. */
    public static final ProfileRef DISPATCH = new ProfileRef("ume-sign", FROM);

    /** Leaves unreceived cards to a person. */
    public static final ProfileRef DECIDE = new ProfileRef("kaede-sign", FROM);

    /** Never reminds. */
    public static final ProfileRef SILENT = new ProfileRef("hinoki-sign", FROM);

    /** Puts tax on top, never reminds of a payment, sends invoices by themselves; its payment deadline revokes by itself. */
    public static final ProfileRef STRICT = new ProfileRef("sugi-sign", FROM);

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String EXECUTED = "roll: next-business-day, execute: \"next-business-day 16:00\"";

    private DeliveryServices() {}

    /** The shipped services and these. */
    public static Profiles withShipped() {
        Stream<ServiceProfile> invented = Stream.of(
                service(DISPATCH, "91", tree -> {
                    tree.put("receiptTerm", "dispatch+20");
                    stages(tree, "dispatch+20|remind", "\"latest-of[dispatch+30, reminder+10]\"|revoke");
                    ((ObjectNode) tree.get("delivery")).put("doubtDays", 20);
                    parcels(tree);
                }),
                service(DECIDE, "92", tree -> stages(tree, "issue+20|remind", "issue+30|decide")),
                service(SILENT, "93", tree -> stages(tree, "issue+30|revoke")),
                service(STRICT, "95", DeliveryServices::strictAboutPayment));
        return new Profiles(
                Stream.concat(new Profiles().all().stream(), invented).toList());
    }

    /** A single service of this id, which prints its own letters. */
    public static Profiles called(String id) {
        return new Profiles(List.of(service(new ProfileRef(id, FROM), "94", tree -> {})));
    }

    private static ServiceProfile service(ProfileRef ref, String prefix, Consumer<ObjectNode> change) {
        return InventedProfiles.changed(InventedProfiles.AOSIGN, tree -> {
            ((ObjectNode) tree.get("ref"))
                    .put("id", ref.id())
                    .put("effectiveFrom", ref.effectiveFrom().toString());
            tree.put("cardNumberPrefix", prefix + "01");
            tree.put("applicationNumberPrefix", "Z" + (char) ('A' + prefix.charAt(1) - '0'));
            change.accept(tree);
        });
    }

    private static void stages(ObjectNode tree, String... stages) {
        String list = Stream.of(stages)
                .map(stage -> stage.split("\\|"))
                .map(stage -> "- { due: %s, %s, then: %s }".formatted(stage[0], EXECUTED, stage[1]))
                .reduce("", (all, one) -> all + one + "\n");
        tree.set("receiptStages", yaml(list));
    }

    private static void strictAboutPayment(ObjectNode tree) {
        InventedProfiles.set(tree, "/fees/tax/prices", "EXCLUSIVE");
        InventedProfiles.set(
                tree, "/paymentStages", "[{ due: end-of-next-month(invoice), %s, then: revoke }]".formatted(EXECUTED));
        InventedProfiles.set(tree, "/delivery/self/0/contents", "[CARD, PIN_LETTER, ISSUE_NOTICE]");
    }

    private static void parcels(ObjectNode tree) {
        ObjectNode delivery = (ObjectNode) tree.get("delivery");
        delivery.set(
                "self",
                yaml(
                        "- { to: HOLDER, mail: RESTRICTED_BASIC, contents: [CARD, PIN_LETTER, ISSUE_NOTICE, RECEIPT_FORM] }"));
        delivery.set("agent", yaml("""
                        - { to: AGENT, mail: RESTRICTED_BASIC, contents: [CARD, RECEIPT_FORM] }
                        - { to: HOLDER, mail: SIMPLE_REGISTERED, contents: [PIN_LETTER, ISSUE_NOTICE] }
                        """));
    }

    private static JsonNode yaml(String text) {
        try {
            return YAML.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
