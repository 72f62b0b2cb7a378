package org.yearbook.dashboard.page.boards;

import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.yearbook.dashboard.glance.BoardBook;
import org.yearbook.dashboard.glance.BoardPlan;
import org.yearbook.dashboard.glance.Tile;
import org.yearbook.dashboard.schedule.RefreshWatch;
import org.yearbook.dashboard.state.Person;
import org.yearbook.definitions.Board;
import org.yearbook.warehouse.answer.Answers;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.home.District;

/** The boards. They show numbers of places and groups, hidden where they speak of few, and no record of anybody. */
@Controller
class BoardsController {

    private final Editions editions;
    private final BoardBook book;
    private final RefreshWatch refreshes;
    private final District district;

    BoardsController(Editions editions, BoardBook book, RefreshWatch refreshes, District district) {
        this.editions = editions;
        this.book = book;
        this.refreshes = refreshes;
        this.district = district;
    }

    @GetMapping("/boards")
    String all(Person person, @RequestParam Map<String, String> parameters, Model model) {
        BoardPlan plan = book.now();
        var asked = BoardChoice.of(parameters);
        model.addAttribute(
                "page",
                editions.ask(
                        answers -> new BoardReader(answers, person, plan, district.minimumGroupSize(), asked).all()));
        return "page/boards/list";
    }

    @GetMapping("/boards/{id}")
    String one(Person person, @PathVariable String id, @RequestParam Map<String, String> parameters, Model model) {
        BoardPlan plan = book.now();
        Board board = plan.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var asked = BoardChoice.of(parameters);
        record Shown(BoardPage page, List<RefreshWatch.Age> ages) {}
        Shown shown = editions.ask(answers -> {
            var page = new BoardReader(answers, person, plan, district.minimumGroupSize(), asked).one(board);
            return new Shown(page, ages(page, answers));
        });
        model.addAttribute("page", shown.page());
        model.addAttribute("ages", shown.ages());
        return "page/boards/page";
    }

    /** A year that is over gets nothing new between nights. */
    private List<RefreshWatch.Age> ages(BoardPage page, Answers answers) {
        return page.head().soFar()
                ? refreshes.behind(page.tiles().stream().map(Tile::metric).toList(), answers)
                : List.of();
    }
}
