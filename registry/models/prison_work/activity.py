from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.extensions.columns import CodeList, one_of
from registry.extensions.database import Base
from registry.models.agreements.agreement import Agreement
from registry.models.institutions.institution import Institution
from registry.models.prison_work.workshop import Workshop
from registry.models.record import Record
from registry.vocabulary.people import Skill
from registry.vocabulary.prison_work import ActivityState, Modality, PayBasis, WorkVacancyState


class WorkVacancy(Record, Base):
    """Equal posts of one activity: whoever holds one works all of its half days."""

    __tablename__ = "work_vacancy"
    __table_args__ = (
        CheckConstraint("places > 0", name="places_positive"),
        CheckConstraint("0 <= places_taken AND places_taken <= places", name="places_not_exceeded"),
        CheckConstraint("shifts BETWEEN 1 AND 16383", name="shifts_fourteen_bits"),
        CheckConstraint("contract_days > 0", name="contract_positive"),
        CheckConstraint("(state = 'draft') = (published_on IS NULL)", name="published_with_day"),
    )

    activity_id: Mapped[int] = mapped_column(ForeignKey("productive_activity.id"), index=True)
    trade: Mapped[Skill] = mapped_column(one_of(Skill, "trade"))
    duties: Mapped[str] = mapped_column(String(500), default="")
    #: Bit s is set when the half day s (0 = Monday morning) is worked.
    shifts: Mapped[int]
    places: Mapped[int]
    places_taken: Mapped[int] = mapped_column(default=0)
    contract_days: Mapped[int]
    skills: Mapped[list[str]] = mapped_column(CodeList, default=list)
    certificates: Mapped[list[str]] = mapped_column(CodeList, default=list)
    demands: Mapped[list[str]] = mapped_column(CodeList, default=list)
    #: The technical council authorised work on Sundays (RCEP art. 175).
    is_sunday_authorised: Mapped[bool] = mapped_column(default=False)
    state: Mapped[WorkVacancyState] = mapped_column(one_of(WorkVacancyState, "state"), default=WorkVacancyState.DRAFT)
    published_on: Mapped[date | None]

    activity: Mapped["ProductiveActivity"] = relationship(lazy="raise", back_populates="vacancies")

    @property
    def shift_numbers(self) -> list[int]:
        """The half days worked, in the order of the week."""
        return [shift for shift in range(14) if self.shifts >> shift & 1]

    @property
    def free_places(self) -> int:
        """How many more people it admits."""
        return self.places - self.places_taken


class ProductiveActivity(Record, Base):
    """What is made or done in a prison, by a company under its agreement or by the prison itself."""

    __tablename__ = "productive_activity"
    __table_args__ = (
        CheckConstraint("ends_on >= starts_on", name="dates_in_order"),
        CheckConstraint("minimum_crew > 0", name="minimum_positive"),
        CheckConstraint("maximum_crew >= minimum_crew", name="crew_in_order"),
        CheckConstraint("pay_cents >= 0", name="pay_not_negative"),
        CheckConstraint("full_month_minutes > 0", name="full_month_positive"),
        CheckConstraint("training_hours >= 0", name="training_not_negative"),
        CheckConstraint("(institution_id IS NULL) = (agreement_id IS NULL)", name="company_with_agreement"),
        CheckConstraint("state <> 'returned' OR length(reason) > 0", name="returned_with_reason"),
    )

    #: Code in `reference.prisons`, as the workshop's.
    prison: Mapped[str] = mapped_column(String(32), index=True)
    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshop.id"), index=True)
    #: The company and its agreement; none where the prison runs it.
    institution_id: Mapped[int | None] = mapped_column(ForeignKey("institution.id"), index=True)
    agreement_id: Mapped[int | None] = mapped_column(ForeignKey("agreement.id"), index=True)
    title: Mapped[str] = mapped_column(String(120))
    product: Mapped[str] = mapped_column(String(300))
    modality: Mapped[Modality] = mapped_column(one_of(Modality, "modality"))
    state: Mapped[ActivityState] = mapped_column(one_of(ActivityState, "state"), default=ActivityState.DRAFT)
    #: Why it was returned or closed.
    reason: Mapped[str] = mapped_column(String(300), default="")
    minimum_crew: Mapped[int] = mapped_column(default=1)
    maximum_crew: Mapped[int | None]
    #: Regimes, stages and sexes that it admits; everybody where empty.
    regimes: Mapped[list[str]] = mapped_column(CodeList, default=list)
    stages: Mapped[list[str]] = mapped_column(CodeList, default=list)
    sexes: Mapped[list[str]] = mapped_column(CodeList, default=list)
    #: For people of 16 to 21, and then for nobody else (art. 11.4 TUO CEP).
    is_for_youth: Mapped[bool] = mapped_column(default=False)
    needs_account: Mapped[bool] = mapped_column(default=True)
    demands: Mapped[list[str]] = mapped_column(CodeList, default=list)
    training_hours: Mapped[float] = mapped_column(default=0.0)
    #: Under a contract of training its subsidy is the least that may be paid (art. 27 DLEG 1343).
    is_training: Mapped[bool] = mapped_column(default=False)
    pay_basis: Mapped[PayBasis] = mapped_column(one_of(PayBasis, "pay_basis"))
    pay_cents: Mapped[int]
    full_month_minutes: Mapped[int]
    starts_on: Mapped[date]
    ends_on: Mapped[date]

    workshop: Mapped[Workshop] = relationship(lazy="raise")
    institution: Mapped[Institution | None] = relationship(lazy="raise")
    agreement: Mapped[Agreement | None] = relationship(lazy="raise")
    vacancies: Mapped[list[WorkVacancy]] = relationship(
        lazy="raise", back_populates="activity", order_by=WorkVacancy.id
    )
