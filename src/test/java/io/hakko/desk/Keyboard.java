package io.hakko.desk;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** Somebody who works on a page with the keys alone. */
public final class Keyboard {

    private static final int MANY = 200;

    private final Page page;

    public Keyboard(Page page) {
        this.page = page;
    }

    /** Goes with the tab key from one field to the next. */
    public void tabTo(Locator target) {
        target.waitFor();
        for (int i = 0; i < MANY && !isFocused(target); i++) {
            page.keyboard().press("Tab");
        }
        if (!isFocused(target)) {
            throw new AssertionError("the tab key does not reach " + target);
        }
    }

    private static boolean isFocused(Locator target) {
        return (Boolean) target.evaluate("e => e === document.activeElement");
    }

    public void type(Locator field, String text) {
        tabTo(field);
        page.keyboard().press("Control+A");
        page.keyboard().type(text);
    }

    /** Chooses with the arrow keys. */
    public void choose(Locator select, String value) {
        tabTo(select);
        page.keyboard().press("Home");
        for (int i = 0; i < MANY && !select.inputValue().equals(value); i++) {
            page.keyboard().press("ArrowDown");
        }
        if (!select.inputValue().equals(value)) {
            throw new AssertionError("the arrow keys do not reach " + value);
        }
    }

    public void check(Locator box) {
        tabTo(box);
        if (!box.isChecked()) {
            page.keyboard().press("Space");
        }
    }

    public void press(Locator button) {
        tabTo(button);
        page.keyboard().press("Enter");
    }
}
