package org.yearbook.ingest.simulate;

/** What people are employed as; the classification is CEDS-like. */
enum Job {
    TEACHER_ELEMENTARY("T110", "Teacher, Elementary", "Teacher"),
    TEACHER_ELA("T210", "Teacher, English Language Arts", "Teacher"),
    TEACHER_MATH("T220", "Teacher, Mathematics", "Teacher"),
    TEACHER_SCIENCE("T230", "Teacher, Science", "Teacher"),
    TEACHER_SOCIAL("T240", "Teacher, Social Studies", "Teacher"),
    TEACHER_ARTS("T250", "Teacher, Arts and Electives", "Teacher"),
    TEACHER_SPECIAL("T310", "Teacher, Special Education", "Teacher"),
    PRINCIPAL("A110", "Principal", "Principal"),
    ASSISTANT_PRINCIPAL("A120", "Assistant Principal", "Administrator"),
    PARAPROFESSIONAL("P110", "Paraprofessional", "Paraprofessional"),
    COUNSELOR("S110", "School Counselor", "Support"),
    NURSE("S120", "School Nurse", "Support"),
    SECRETARY("S210", "School Secretary", "Support"),
    CUSTODIAN("S310", "Custodian", "Support"),
    PSYCHOLOGIST("S130", "School Psychologist", "Support"),
    DIRECTOR("A210", "Director", "Administrator"),
    SPECIALIST("A220", "Program Specialist", "Administrator"),
    HELP_DESK("I110", "Help Desk Technician", "IT"),
    SYSTEMS("I120", "Systems Engineer", "IT"),
    DATA_ANALYST("I130", "Data Analyst", "IT");

    final String code;
    final String title;
    final String classification;

    Job(String code, String title, String classification) {
        this.code = code;
        this.title = title;
        this.classification = classification;
    }

    boolean teaches() {
        return classification.equals("Teacher");
    }
}
