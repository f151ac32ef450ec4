@NullMarked
package io.hakko.desk.persistence;

import org.jspecify.annotations.NullMarked;
