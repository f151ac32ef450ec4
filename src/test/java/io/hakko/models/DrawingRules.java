package io.hakko.models;

import io.hakko.models.ModelRules.Breaches;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnLabel;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.dc.Bounds;
import org.camunda.bpm.model.bpmn.instance.di.Waypoint;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/** How a diagram looks: complete, nothing on top of anything, no flow through a shape or across another flow. */
final class DrawingRules {

    /** Shapes and lines may touch. */
    private static final double TOUCH = 1;

    private DrawingRules() {}

    static List<ModelRule> all() {
        return List.of(
                new ModelRule("every element is drawn", DrawingRules::drawn),
                new ModelRule("shapes lie side by side, inside their sub-process", DrawingRules::shapes),
                new ModelRule("boundary events sit on the lower edge", DrawingRules::boundaries),
                new ModelRule("flows are orthogonal and join the elements they name", DrawingRules::docking),
                new ModelRule("no flow runs through a shape", DrawingRules::throughShapes),
                new ModelRule("no two flows cross", DrawingRules::crossings),
                new ModelRule("labels lie free", DrawingRules::labels));
    }

    private record Shape(String id, FlowNode node, Rectangle2D bounds) {}

    private record Edge(String id, SequenceFlow flow, List<Line2D> segments) {}

    private record Label(String id, BaseElement owner, Rectangle2D bounds) {}

    private static List<String> drawn(ModelFile model) {
        Breaches breaches = new Breaches();
        Set<String> drawn = new HashSet<>();
        model.all(BpmnShape.class).forEach(shape -> drawn.add(idOf(shape.getBpmnElement())));
        model.all(BpmnEdge.class).forEach(edge -> drawn.add(idOf(edge.getBpmnElement())));
        for (FlowNode node : model.all(FlowNode.class)) {
            breaches.when(!drawn.contains(node.getId()), node.getId(), "is not drawn");
        }
        for (SequenceFlow flow : model.all(SequenceFlow.class)) {
            breaches.when(!drawn.contains(flow.getId()), flow.getId(), "is not drawn");
        }
        return breaches.found();
    }

    private static List<String> shapes(ModelFile model) {
        Breaches breaches = new Breaches();
        List<Shape> shapes = shapesOf(model);
        for (int i = 0; i < shapes.size(); i++) {
            for (Shape other : shapes.subList(i + 1, shapes.size())) {
                Shape shape = shapes.get(i);
                if (isInside(shape.node(), other.node())) {
                    breaches.when(!other.bounds().contains(shape.bounds()), shape.id(), "leaves " + other.id());
                } else if (isInside(other.node(), shape.node())) {
                    breaches.when(!shape.bounds().contains(other.bounds()), other.id(), "leaves " + shape.id());
                } else if (!isAttached(shape.node(), other.node()) && !isAttached(other.node(), shape.node())) {
                    breaches.when(shape.bounds().intersects(other.bounds()), shape.id(), "lies on " + other.id());
                }
            }
        }
        return breaches.found();
    }

    private static List<String> boundaries(ModelFile model) {
        Breaches breaches = new Breaches();
        List<Shape> shapes = shapesOf(model);
        for (Shape shape : shapes) {
            if (shape.node() instanceof BoundaryEvent event) {
                for (Shape host : shapes) {
                    boolean attached = host.node().equals(event.getAttachedTo());
                    breaches.when(
                            attached
                                    && Math.abs(shape.bounds().getCenterY()
                                                    - host.bounds().getMaxY())
                                            > TOUCH,
                            shape.id(),
                            "does not sit on the lower edge of " + host.id());
                }
            }
        }
        return breaches.found();
    }

    private static List<String> docking(ModelFile model) {
        Breaches breaches = new Breaches();
        List<Shape> shapes = shapesOf(model);
        for (Edge edge : edgesOf(model)) {
            for (Line2D segment : edge.segments()) {
                breaches.when(
                        segment.getX1() != segment.getX2() && segment.getY1() != segment.getY2(),
                        edge.id(),
                        "is not orthogonal");
            }
            for (Shape shape : shapes) {
                breaches.when(
                        shape.node().equals(edge.flow().getSource()) && !touches(shape, start(edge)),
                        edge.id(),
                        "does not leave " + shape.id());
                breaches.when(
                        shape.node().equals(edge.flow().getTarget()) && !touches(shape, end(edge)),
                        edge.id(),
                        "does not reach " + shape.id());
            }
        }
        return breaches.found();
    }

    private static List<String> throughShapes(ModelFile model) {
        Breaches breaches = new Breaches();
        for (Edge edge : edgesOf(model)) {
            for (Shape shape : shapesOf(model)) {
                boolean around = isInside(edge.flow(), shape.node());
                boolean cuts = edge.segments().stream().anyMatch(inner(shape.bounds())::intersectsLine);
                breaches.when(!around && cuts, edge.id(), "runs through " + shape.id());
            }
        }
        return breaches.found();
    }

    private static List<String> crossings(ModelFile model) {
        Breaches breaches = new Breaches();
        List<Edge> edges = edgesOf(model);
        for (int i = 0; i < edges.size(); i++) {
            for (Edge other : edges.subList(i + 1, edges.size())) {
                Edge edge = edges.get(i);
                boolean meetAtAnElement =
                        end(edge).equals(end(other)) || start(edge).equals(start(other));
                for (Line2D one : edge.segments()) {
                    for (Line2D two : other.segments()) {
                        boolean docks = meetAtAnElement && shareOneEnd(one, two);
                        breaches.when(one.intersectsLine(two) && !docks, edge.id(), "crosses " + other.id());
                    }
                }
            }
        }
        return breaches.found();
    }

    private static List<String> labels(ModelFile model) {
        Breaches breaches = new Breaches();
        List<Label> labels = labelsOf(model);
        for (int i = 0; i < labels.size(); i++) {
            Label label = labels.get(i);
            for (Shape shape : shapesOf(model)) {
                boolean around = isInside(label.owner(), shape.node());
                breaches.when(
                        !around && inner(label.bounds()).intersects(shape.bounds()),
                        label.id(),
                        "label on " + shape.id());
            }
            for (Edge edge : edgesOf(model)) {
                breaches.when(
                        edge.segments().stream().anyMatch(inner(label.bounds())::intersectsLine),
                        label.id(),
                        "label on " + edge.id());
            }
            for (Label other : labels.subList(i + 1, labels.size())) {
                breaches.when(
                        inner(label.bounds()).intersects(other.bounds()), label.id(), "label on that of " + other.id());
            }
        }
        return breaches.found();
    }

    private static List<Shape> shapesOf(ModelFile model) {
        List<Shape> shapes = new ArrayList<>();
        for (BpmnShape shape : model.all(BpmnShape.class)) {
            if (shape.getBpmnElement() instanceof FlowNode node) {
                shapes.add(new Shape(node.getId(), node, rectangle(shape.getBounds())));
            }
        }
        return shapes;
    }

    private static List<Edge> edgesOf(ModelFile model) {
        List<Edge> edges = new ArrayList<>();
        for (BpmnEdge edge : model.all(BpmnEdge.class)) {
            if (edge.getBpmnElement() instanceof SequenceFlow flow) {
                List<Waypoint> points = List.copyOf(edge.getWaypoints());
                List<Line2D> segments = new ArrayList<>();
                for (int i = 1; i < points.size(); i++) {
                    Waypoint from = points.get(i - 1);
                    Waypoint to = points.get(i);
                    segments.add(new Line2D.Double(from.getX(), from.getY(), to.getX(), to.getY()));
                }
                edges.add(new Edge(flow.getId(), flow, segments));
            }
        }
        return edges;
    }

    private static List<Label> labelsOf(ModelFile model) {
        List<Label> labels = new ArrayList<>();
        for (BpmnLabel label : model.all(BpmnLabel.class)) {
            BaseElement owner = label.getParentElement() instanceof BpmnShape shape
                    ? shape.getBpmnElement()
                    : ((BpmnEdge) label.getParentElement()).getBpmnElement();
            labels.add(new Label(idOf(owner), owner, rectangle(label.getBounds())));
        }
        return labels;
    }

    private static Rectangle2D rectangle(Bounds bounds) {
        return new Rectangle2D.Double(bounds.getX(), bounds.getY(), bounds.getWidth(), bounds.getHeight());
    }

    private static Rectangle2D inner(Rectangle2D outer) {
        return new Rectangle2D.Double(
                outer.getX() + TOUCH,
                outer.getY() + TOUCH,
                outer.getWidth() - 2 * TOUCH,
                outer.getHeight() - 2 * TOUCH);
    }

    private static boolean touches(Shape shape, Point2D point) {
        Rectangle2D outer = new Rectangle2D.Double(
                shape.bounds().getX() - TOUCH,
                shape.bounds().getY() - TOUCH,
                shape.bounds().getWidth() + 2 * TOUCH,
                shape.bounds().getHeight() + 2 * TOUCH);
        return outer.contains(point) && !inner(shape.bounds()).contains(point);
    }

    private static Point2D start(Edge edge) {
        return edge.segments().get(0).getP1();
    }

    private static Point2D end(Edge edge) {
        return edge.segments().get(edge.segments().size() - 1).getP2();
    }

    /** Two lines that meet in one end of both and nowhere else. */
    private static boolean shareOneEnd(Line2D one, Line2D two) {
        boolean meet = one.getP1().equals(two.getP1()) || one.getP2().equals(two.getP2());
        boolean parallel = (one.getX1() == one.getX2()) == (two.getX1() == two.getX2());
        Point2D farOne = one.getP2().equals(two.getP2()) ? one.getP1() : one.getP2();
        Point2D farTwo = one.getP2().equals(two.getP2()) ? two.getP1() : two.getP2();
        boolean overlap = parallel && (two.ptSegDist(farOne) == 0 || one.ptSegDist(farTwo) == 0);
        return meet && !overlap;
    }

    /** Whether an element lies inside a sub-process, at any depth. */
    private static boolean isInside(ModelElementInstance element, FlowNode around) {
        ModelElementInstance parent = element.getParentElement();
        while (parent != null) {
            if (parent.equals(around)) {
                return true;
            }
            parent = parent.getParentElement();
        }
        return false;
    }

    private static boolean isAttached(FlowNode event, FlowNode host) {
        return event instanceof BoundaryEvent boundary && host.equals(boundary.getAttachedTo());
    }

    private static String idOf(BaseElement element) {
        return Objects.requireNonNull(element, "diagram without element").getId();
    }
}
