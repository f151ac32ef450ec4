@NullMarked
package io.hakko.desk.web;

import org.jspecify.annotations.NullMarked;
