package org.yearbook.dashboard.page;

/**
 * What stands around a page.
 *
 * @param district as people say it
 * @param theme light, dark or auto
 * @param area first part of the path, for the mark in the navigation
 * @param signedIn whether somebody is
 * @param person their name; empty for nobody
 * @param role in words; empty for nobody
 * @param viewer who sees this page as that person does; empty where they do so themselves
 * @param administration whether any of its pages is for them
 * @param seesEverybody whether they see the records of every student and employee
 * @param seesTechnology whether they see the accounts and applications of the whole district
 * @param seesWholeSchools whether they may open the pages of schools
 * @param asksTables whether they may ask the tables by statements of their own
 */
public record Frame(
        String district,
        String theme,
        String area,
        boolean signedIn,
        String person,
        String role,
        String viewer,
        boolean administration,
        boolean seesEverybody,
        boolean seesTechnology,
        boolean seesWholeSchools,
        boolean asksTables) {}
