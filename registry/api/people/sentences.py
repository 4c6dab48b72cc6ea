"""Sentences and the court's later orders."""

from typing import Any

from registry.api.nouns import KEY, PREFIX, MethodView, Noun
from registry.api.versions import expected_version, tagged
from registry.extensions.clock import today
from registry.schemas.people.order import OrderEffectOutput, OrderInput, OrderOutput
from registry.schemas.people.reserved import PurposeQuery
from registry.schemas.people.sentence import SentenceInput, SentenceOutput
from registry.services.people import sentences
from registry.services.people.details import OrderDetails, SentenceDetails
from registry.services.people.files import open_sentence
from registry.services.placements.foreseeing import foresee_order
from registry.vocabulary.accounts import Act
from registry.web.identity import current_officer
from registry.web.permissions import permits

noun = Noun("sentences", __name__, "Sentencias y mandatos judiciales")


@noun.at(f"/people/<{KEY}:person_id>/sentences")
class Sentences(MethodView):
    """A person's sentences; they are read with the person."""

    @permits(Act.KEEP_SENTENCES)
    @noun.takes(SentenceInput)
    @noun.answers("Registrar una sentencia", SentenceOutput, 201, is_tagged=True)
    def post(self, facts: dict[str, Any], person_id: int) -> Any:
        """Enter a sentence that a court referred to the office."""
        officer = current_officer()
        entered = sentences.register_sentence(person_id, SentenceDetails(**facts), officer=officer)
        sentence = sentences.get_sentence(entered.id, officer=officer)
        return tagged(sentence, 201, Location=f"{PREFIX}/sentences/{sentence.id}")


@noun.at(f"/sentences/<{KEY}:sentence_id>")
class Sentence(MethodView):
    """One sentence."""

    @permits(Act.READ_PEOPLE)
    @noun.filters(PurposeQuery)
    @noun.answers("Leer una sentencia con sus mandatos", SentenceOutput, is_tagged=True)
    def get(self, query: dict[str, str], sentence_id: int) -> Any:
        """Read it with its orders; reserved facts only for a stated purpose. The look at the file is noted."""
        return tagged(open_sentence(sentence_id, officer=current_officer(), purpose=query["purpose"]))

    @permits(Act.KEEP_SENTENCES)
    @noun.versioned
    @noun.takes(SentenceInput)
    @noun.answers("Corregir una sentencia", SentenceOutput, is_tagged=True)
    def put(self, facts: dict[str, Any], sentence_id: int) -> Any:
        """Replace the facts."""
        officer, version = current_officer(), expected_version(sentence_id)
        sentences.change_sentence(sentence_id, SentenceDetails(**facts), version=version, officer=officer)
        return tagged(sentences.get_sentence(sentence_id, officer=officer))


@noun.at(f"/sentences/<{KEY}:sentence_id>/orders")
class Orders(MethodView):
    """The court's orders during execution."""

    @permits(Act.READ_PEOPLE)
    @noun.filters(PurposeQuery)
    @noun.answers("Listar los mandatos de una sentencia", OrderOutput(many=True))
    def get(self, query: dict[str, str], sentence_id: int) -> Any:
        """List them, oldest first; their remarks only for a stated purpose."""
        return open_sentence(sentence_id, officer=current_officer(), purpose=query["purpose"]).orders

    @permits(Act.KEEP_SENTENCES)
    @noun.takes(OrderInput)
    @noun.answers("Registrar un mandato judicial", OrderOutput, 201)
    def post(self, facts: dict[str, Any], sentence_id: int) -> Any:
        """Enter an order; from its day it decides what is owed."""
        return sentences.add_order(sentence_id, OrderDetails(**facts), officer=current_officer())


@noun.at(f"/sentences/<{KEY}:sentence_id>/orders/effects")
class OrderEffects(MethodView):
    """What an order would do."""

    @permits(Act.KEEP_SENTENCES)
    @noun.takes(OrderInput)
    @noun.answers("Ver qué haría un mandato judicial en la ubicación y el saldo, sin registrarlo", OrderEffectOutput)
    def post(self, facts: dict[str, Any], sentence_id: int) -> Any:
        """Foresee it; nothing is written."""
        return foresee_order(sentence_id, OrderDetails(**facts), officer=current_officer(), on=today())
