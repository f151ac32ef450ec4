package io.hakko.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.dc.Bounds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * The drawings in {@code docs/processes} show the models as they are. When this fails, draw them again:
 * {@code node .ci/draw-models.mjs}.
 */
class DrawingsTest {

    private static final Path DRAWINGS = Path.of("docs/processes");
    private static final String LABEL = "_label";

    /** An element of a drawing: its upper left corner, as the drawing has it, and its text without spaces. */
    private record Drawn(String place, String text) {}

    static Stream<ModelFile> models() {
        return ModelFile.readAll(Path.of("processes")).stream();
    }

    @ParameterizedTest
    @MethodSource("models")
    void showsEveryElementOfItsModelAndNoOther(ModelFile model) throws Exception {
        assertThat(drawing(model).keySet())
                .filteredOn(id -> !id.endsWith(LABEL))
                .containsExactlyInAnyOrderElementsOf(model.all(FlowElement.class).stream()
                        .map(FlowElement::getId)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("models")
    void saysEveryNameOfItsModel(ModelFile model) throws Exception {
        Map<String, Drawn> drawing = drawing(model);

        for (FlowElement element : model.all(FlowElement.class)) {
            String inside = textOf(drawing, element.getId());
            String beside = textOf(drawing, element.getId() + LABEL);
            String name = Optional.ofNullable(element.getName()).orElse("").replaceAll("\\s", "");
            assertThat(inside + beside).as(element.getId()).isEqualTo(name);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void putsEveryShapeWhereItsModelHasIt(ModelFile model) throws Exception {
        Map<String, Drawn> drawing = drawing(model);

        for (BpmnShape shape : model.all(BpmnShape.class)) {
            Bounds bounds = shape.getBounds();
            assertThat(drawing.get(shape.getBpmnElement().getId()).place())
                    .as(shape.getBpmnElement().getId())
                    .isEqualTo("matrix(1 0 0 1 %s %s)".formatted(number(bounds.getX()), number(bounds.getY())));
        }
    }

    @Test
    void noDrawingIsLeftOfAModelThatIsGone() throws Exception {
        List<String> wanted =
                models().map(model -> model.name() + ".svg").sorted().toList();
        try (Stream<Path> files = Files.list(DRAWINGS)) {
            List<String> present = files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".svg"))
                    .sorted()
                    .toList();
            assertThat(present).isEqualTo(wanted);
        }
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }

    private static String textOf(Map<String, Drawn> drawing, String id) {
        return Optional.ofNullable(drawing.get(id)).map(Drawn::text).orElse("");
    }

    private static Map<String, Drawn> drawing(ModelFile model) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        DocumentBuilder builder = factory.newDocumentBuilder();
        Document svg = builder.parse(DRAWINGS.resolve(model.name() + ".svg").toFile());
        Map<String, Drawn> drawn = new TreeMap<>();
        NodeList groups = svg.getElementsByTagName("g");
        for (int i = 0; i < groups.getLength(); i++) {
            Element group = (Element) groups.item(i);
            if (group.hasAttribute("data-element-id")) {
                drawn.put(
                        group.getAttribute("data-element-id"), new Drawn(group.getAttribute("transform"), text(group)));
            }
        }
        return drawn;
    }

    private static String text(Element group) {
        StringBuilder text = new StringBuilder();
        NodeList lines = group.getElementsByTagName("tspan");
        for (int i = 0; i < lines.getLength(); i++) {
            text.append(lines.item(i).getTextContent());
        }
        return text.toString().replaceAll("\\s", "");
    }
}
