package io.hakko.card.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hakko.card.integration.WorkerWire.Act;
import io.hakko.card.integration.WorkerWire.Answer;
import io.hakko.card.integration.WorkerWire.Order;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The line between a station and the worker of a card. */
class WorkerLineTest {

    /** Hands out so many bytes at once. */
    private static InputStream inPortions(byte[] content, int portion) {
        return new ByteArrayInputStream(content) {
            @Override
            public synchronized int read(byte[] to, int at, int length) {
                return super.read(to, at, Math.min(length, portion));
            }
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100_000})
    void digitsStandBehindTheirAnswerHoweverTheyArrive(int portion) throws IOException {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        WorkerLine worker = new WorkerLine(InputStream.nullInputStream(), sent);
        worker.write(Answer.of(new byte[] {1, 2, 3}));
        worker.write(Answer.digitsFollow(6, 8));
        worker.writeDigits("314159".getBytes(StandardCharsets.US_ASCII));
        worker.writeDigits("26535897".getBytes(StandardCharsets.US_ASCII));
        worker.write(Answer.done());

        WorkerLine station = new WorkerLine(inPortions(sent.toByteArray(), portion), OutputStream.nullOutputStream());
        assertThat(station.read(Answer.class).result()).containsExactly(1, 2, 3);
        Answer digits = station.read(Answer.class);
        assertThat(station.readDigits(digits.pin()))
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo("314159");
        assertThat(station.readDigits(digits.unblocking()))
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo("26535897");
        assertThat(station.read(Answer.class).fault()).isNull();
        assertThatThrownBy(() -> station.read(Answer.class)).isInstanceOf(IOException.class);
    }

    @Test
    void aLineHasALimitAtBothEnds() {
        byte[] endless = " ".repeat(100_000).getBytes(StandardCharsets.US_ASCII);
        WorkerLine reading = new WorkerLine(new ByteArrayInputStream(endless), OutputStream.nullOutputStream());
        assertThatThrownBy(() -> reading.read(Order.class)).hasMessage("a line is too long");

        WorkerLine writing = new WorkerLine(InputStream.nullInputStream(), OutputStream.nullOutputStream());
        Order order = Order.sign("0123456789ABCDEF", new byte[20_000]);
        assertThat(order.act()).isEqualTo(Act.SIGN);
        assertThatThrownBy(() -> writing.write(order)).hasMessage("a line is too long");
    }
}
