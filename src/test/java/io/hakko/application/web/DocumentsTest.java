package io.hakko.application.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class DocumentsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void leavesOutWhatWasLeftEmpty() {
        assertThat(Documents.pruned(json(
                        "{'name':' 佐藤 ','former':'','birth':null,'agent':{'name':' ','address':{'text':''}},'cards':0,"
                                + "'sure':false}")))
                .isEqualTo(json("{'name':'佐藤','cards':0,'sure':false}"));
    }

    @Test
    void keepsThePlaceOfEveryRow() {
        assertThat(Documents.pruned(json("{'papers':[{'kind':''},{'kind':'A','note':''}]}")))
                .isEqualTo(json("{'papers':[{},{'kind':'A'}]}"));
    }

    @Test
    void readsTextsAndDays() {
        JsonNode node = json("{'text':' a ','day':'2026-11-24','none':'','no':null,'bad':'24.11.'}");

        assertThat(Documents.text(node, "text")).contains("a");
        assertThat(Documents.text(node, "none")).isEmpty();
        assertThat(Documents.text(node, "no")).isEmpty();
        assertThat(Documents.date(node, "day")).hasToString("Optional[2026-11-24]");
        assertThat(Documents.date(node, "bad")).isEmpty();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
