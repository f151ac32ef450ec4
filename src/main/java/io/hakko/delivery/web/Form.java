package io.hakko.delivery.web;

import java.util.Map;

/** What a form shows and what its inputs hold at first. */
record Form(Map<String, Object> view, Map<String, Object> values) {}
