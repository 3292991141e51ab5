"""Why a row about money is not taken as it stands."""

from shared.importing.doubts import Doubt


class AmountMissing(Doubt):
    code, reason = "importing.amount-missing", "amount"
    sentence = "It is not said how much money this is: write whole đồng, more than 0."


class AmountsContradict(Doubt):
    code, reason = "importing.amounts-contradict", "amount"
    sentence = "The number times the price of each is not the amount: correct one of them."


class GrantsMissing(Doubt):
    code, reason = "importing.grants-missing", "count"
    sentence = "It is not said how many grants (suất) these are: write the number down."


class GoodsMissing(Doubt):
    code, reason = "importing.goods-missing", "kind"
    sentence = "It is not said which goods were given: write it down."
