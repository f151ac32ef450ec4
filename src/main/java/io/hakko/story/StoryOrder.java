package io.hakko.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What is to be played.
 *
 * @param name name of the story
 * @param profile id of the service profile
 * @param start arrival day; a closed day moves to the next business day
 * @param application document by {@code docs/application.schema.json}; none: an invented one
 */
public record StoryOrder(String name, String profile, LocalDate start, Optional<JsonNode> application) {}
