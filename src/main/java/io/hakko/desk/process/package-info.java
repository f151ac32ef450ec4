@NullMarked
package io.hakko.desk.process;

import org.jspecify.annotations.NullMarked;
