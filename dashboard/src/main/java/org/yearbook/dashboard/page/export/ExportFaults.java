package org.yearbook.dashboard.page.export;

import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.yearbook.warehouse.home.HomeException;

/** Where a setting of federal files is wrong, the list of files tells which, and no page of one file can be shown. */
@ControllerAdvice(assignableTypes = {FileController.class, NumbersController.class, SignController.class})
final class ExportFaults {

    @ExceptionHandler(HomeException.class)
    String toTheList() {
        return "redirect:/exports";
    }
}
