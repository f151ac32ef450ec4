package io.hakko.card.integration;

import io.hakko.card.domain.CardFault;
import java.nio.ByteBuffer;
import javax.smartcardio.CardChannel;
import javax.smartcardio.CardException;
import javax.smartcardio.CardNotPresentException;

/** Commands as they are, over a channel of {@code javax.smartcardio}. */
final class ReaderChannel implements CommandChannel {

    /** With a real reader the JDK fetches the rest of a long answer by itself and hands over the whole. */
    private static final int LONGEST_ANSWER = 4096;

    private final CardChannel channel;

    ReaderChannel(CardChannel channel) {
        this.channel = channel;
    }

    @Override
    public byte[] transmit(String doing, byte[] command) {
        ByteBuffer response = ByteBuffer.allocate(LONGEST_ANSWER);
        try {
            channel.transmit(ByteBuffer.wrap(command), response);
        } catch (CardException | RuntimeException failed) {
            // The exception is not passed on: readers quote the command, and it may hold a PIN.
            throw new CardFault(isGone(failed) ? CardFault.Kind.ABSENT : CardFault.Kind.FAILED, doing);
        }
        response.flip();
        byte[] answer = new byte[response.remaining()];
        response.get(answer);
        return answer;
    }

    private static boolean isGone(Exception failed) {
        return failed instanceof CardNotPresentException || failed instanceof IllegalStateException;
    }
}
