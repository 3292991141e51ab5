"""Candidacy (đăng ký danh hiệu): one bearer's run at a title, for one title year.

All candidacies of a bearer are on the bearer's stream, together with what is known of the bearer:
so a candidacy of a bearer this service has not heard of waits, and hearing of the bearer and
registering what waited for it are one decision.

A title is for the calendar year it was registered in; whoever wants it again registers again
(practice under QĐ 324/QĐ-KHVN). Until it is decided the bearer may withdraw, and then register
again in the same year: decisions are on what was registered last. A title given may be revoked, as
honours are under Luật Thi đua, khen thưởng 06/2022/QH15; then it is over for that year.
"""
