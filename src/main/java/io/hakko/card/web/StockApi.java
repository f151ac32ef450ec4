package io.hakko.card.web;

import io.hakko.card.CardRefusal;
import io.hakko.card.Places;
import io.hakko.card.StockRoom;
import io.hakko.card.StockRoom.Box;
import io.hakko.card.domain.BoxFigures;
import io.hakko.card.domain.BoxNumber;
import io.hakko.card.domain.DeadBlank;
import io.hakko.card.domain.SpoiledCard;
import io.hakko.card.domain.StockCount;
import io.hakko.shared.Actor;
import io.hakko.shared.CardNumber;
import io.hakko.shared.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Desk API of カードの在庫. */
@RestController
@RequestMapping("/desk/api/card")
class StockApi {

    private final StockRoom stock;
    private final Places places;

    StockApi(StockRoom stock, Places places) {
        this.stock = stock;
        this.places = places;
    }

    record Count(
            int left,
            int difference,
            String reason,
            String countedBy,
            String confirmedBy,
            boolean mayConfirm,
            boolean stale) {}

    record BoxView(
            String box,
            String openAt,
            boolean openHere,
            int received,
            int issued,
            int spoiled,
            int dead,
            int inWork,
            int left,
            boolean usedUp,
            @Nullable Count count) {}

    record Spoiled(
            String cardNumber,
            String chipSerial,
            String box,
            String reason,
            boolean settled,
            String destroyedBy,
            boolean mayWitness) {}

    record Dead(String chipSerial, String box, String reason, String writtenOffBy, boolean mayWitness) {}

    record StockView(
            String openBox,
            boolean keeper,
            boolean opener,
            List<BoxView> boxes,
            List<Spoiled> spoiled,
            List<Dead> dead) {}

    record CountInput(@Nullable Integer left, @Nullable String reason) {}

    record WriteOffInput(
            @Nullable String chipSerial,
            @Nullable String batch,
            @Nullable String reason) {}

    record Received(int cards) {}

    @GetMapping("/stock")
    StockView view(Actor actor, HttpServletRequest request) {
        StaffOnly.requireStockStaff(request);
        Optional<BoxNumber> open = stock.openBox(places.of(actor).station());
        return new StockView(
                open.map(BoxNumber::value).orElse(""),
                request.isUserInRole(StaffOnly.STOCK_KEEPER) || request.isUserInRole(StaffOnly.MANAGER),
                request.isUserInRole(StaffOnly.ISSUER) || request.isUserInRole(StaffOnly.INSPECTOR),
                stock.boxes().stream().map(box -> box(box, open, actor)).toList(),
                stock.toDestroy().stream().map(card -> spoiled(card, actor)).toList(),
                stock.deadBlanks().stream().map(blank -> dead(blank, actor)).toList());
    }

    private static BoxView box(Box box, Optional<BoxNumber> open, Actor actor) {
        BoxFigures figures = box.figures();
        return new BoxView(
                figures.box().value(),
                figures.openAt().orElse(""),
                open.equals(Optional.of(figures.box())),
                figures.received(),
                figures.issued(),
                figures.spoiled(),
                figures.dead(),
                figures.inWork(),
                figures.left(),
                figures.isUsedUp(),
                box.today().map(count -> count(count, figures, actor)).orElse(null));
    }

    private static Count count(StockCount count, BoxFigures now, Actor actor) {
        boolean stale = !count.isSigned() && count.isStale(now);
        return new Count(
                count.left(),
                count.difference(),
                count.reason(),
                count.countedBy(),
                count.confirmedBy().orElse(""),
                !count.isSigned() && !stale && !count.countedBy().equals(actor.id()),
                stale);
    }

    private static Spoiled spoiled(SpoiledCard card, Actor actor) {
        return new Spoiled(
                card.number().value(),
                card.chip().value(),
                card.box().value(),
                card.reason(),
                card.settled(),
                card.destroyedBy().orElse(""),
                card.destroyedBy().filter(by -> !by.equals(actor.id())).isPresent());
    }

    private static Dead dead(DeadBlank blank, Actor actor) {
        return new Dead(
                blank.chip().value(),
                blank.box().value(),
                blank.reason(),
                blank.writtenOffBy(),
                !blank.writtenOffBy().equals(actor.id()));
    }

    /** A goods-in list as CSV. Bad lines are refused with their numbers, and then nothing is taken in. */
    @PostMapping("/stock/receipts")
    Received receive(@RequestBody byte[] list, Actor actor, HttpServletRequest request) {
        StaffOnly.requireStockKeeper(request);
        return new Received(stock.receive(text(list), actor));
    }

    private static String text(byte[] list) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(list))
                    .toString();
        } catch (CharacterCodingException other) {
            throw new Refusal(CardRefusal.GOODS_IN_ENCODING);
        }
    }

    @PostMapping("/stock/boxes/{box}/counts")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void count(@PathVariable String box, @RequestBody CountInput input, Actor actor, HttpServletRequest request) {
        StaffOnly.requireStockKeeper(request);
        int left = input.left() == null ? -1 : input.left();
        stock.count(BoxPath.box(box), left, input.reason() == null ? "" : input.reason(), actor);
    }

    @PostMapping("/stock/boxes/{box}/counts/confirm")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void confirm(@PathVariable String box, Actor actor, HttpServletRequest request) {
        StaffOnly.requireStockStaff(request);
        stock.confirm(BoxPath.box(box), actor);
    }

    /** A blank that does not answer or is damaged. */
    @PostMapping("/stock/dead")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void writeOff(@RequestBody WriteOffInput input, Actor actor, HttpServletRequest request) {
        StaffOnly.requireStockKeeper(request);
        stock.writeOff(
                ChipText.read(input.chipSerial()),
                BatchText.optional(input.batch()),
                input.reason() == null ? "" : input.reason(),
                actor);
    }

    @PostMapping("/stock/dead/{chipSerial}/witnessed")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deadBlankDestroyed(@PathVariable String chipSerial, Actor actor, HttpServletRequest request) {
        StaffOnly.requireStockStaff(request);
        stock.deadBlankDestroyed(ChipText.read(chipSerial), actor);
    }

    @PostMapping("/stock/spoiled/{cardNumber}/destroyed")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void destroyed(@PathVariable String cardNumber, Actor actor, HttpServletRequest request) {
        StaffOnly.requireStockStaff(request);
        stock.destroyed(card(cardNumber), actor);
    }

    @PostMapping("/stock/spoiled/{cardNumber}/witnessed")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void witnessed(@PathVariable String cardNumber, Actor actor, HttpServletRequest request) {
        StaffOnly.requireStockStaff(request);
        stock.witnessed(card(cardNumber), actor);
    }

    /** From now on the station at which the person works takes its blanks from that box. */
    @PostMapping("/station/boxes/{box}/open")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void openBox(@PathVariable String box, Actor actor, HttpServletRequest request) {
        StaffOnly.require(request, StaffOnly.ISSUER, StaffOnly.INSPECTOR);
        stock.openBox(BoxPath.box(box), places.of(actor).station(), actor);
    }

    private static CardNumber card(String text) {
        try {
            return CardNumber.of(text);
        } catch (IllegalArgumentException malformed) {
            throw new Refusal(CardRefusal.UNKNOWN_CARD);
        }
    }
}
