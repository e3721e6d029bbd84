"""The goals a touchpoint can serve; site.yml may add its own."""

from collections.abc import Mapping

from tpm_audit.source.message import Localised


def _goal(english: str, german: str) -> Localised:
    return Localised({"en": english, "de": german})


BUILT_IN_GOALS: Mapping[str, Localised] = {
    "awareness": _goal("Awareness", "Bekanntheit"),
    "reputation": _goal("Reputation", "Ansehen"),
    "brand": _goal("Brand strength", "Markenstärke"),
    "trust": _goal("Trust", "Vertrauen"),
    "first-impression": _goal("First impression", "Erster Eindruck"),
    "willingness-to-pay": _goal("Willingness to pay", "Zahlungsbereitschaft"),
    "product-improvement": _goal("Product improvement", "Produktverbesserung"),
    "quality-improvement": _goal("Quality improvement", "Qualitätsverbesserung"),
    "process-improvement": _goal("Process improvement", "Prozessverbesserung"),
    "service-improvement": _goal("Service improvement", "Serviceverbesserung"),
    "new-customers": _goal("New customers", "Neukundengewinnung"),
    "purchase": _goal("Purchase completion", "Kaufabschluss"),
    "repurchase": _goal("Repurchase", "Wiederkauf"),
    "revenue": _goal("Revenue", "Umsatz"),
    "relationship": _goal("Customer relationship", "Kundenbeziehung"),
    "loyalty": _goal("Loyalty", "Loyalität"),
    "recommendation": _goal("Recommendation", "Weiterempfehlung"),
    "complaints": _goal("Fewer complaints", "Weniger Beschwerden"),
    "churn": _goal("Less churn", "Weniger Abwanderung"),
    "innovation": _goal("Innovation", "Innovation"),
    "competitiveness": _goal("Competitiveness", "Wettbewerbsfähigkeit"),
    "resources": _goal("Less time, manpower and money", "Schonung von Zeit, Personal und Geld"),
    "return-on-investment": _goal("Return on investment", "Rendite"),
}
