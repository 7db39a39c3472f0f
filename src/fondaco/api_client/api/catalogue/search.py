from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...types import Response, UNSET
from ... import errors

from ...models.found import Found
from ...models.problem import Problem
from ...models.search_condition_item import SearchConditionItem
from ...models.search_sort import SearchSort
from ...types import UNSET, Unset
from typing import cast
from uuid import UUID



def _get_kwargs(
    *,
    q: str | Unset = '',
    category: str | Unset = '',
    price_min_minor: int | None | Unset = UNSET,
    price_max_minor: int | None | Unset = UNSET,
    brand: list[str] | Unset = UNSET,
    condition: list[SearchConditionItem] | Unset = UNSET,
    country: list[str] | Unset = UNSET,
    in_stock: bool | Unset = False,
    rating_from_x100: int | Unset = 0,
    seller_id: None | Unset | UUID = UNSET,
    sort: SearchSort | Unset = SearchSort.RELEVANCE,
    cursor: str | Unset = '',

) -> dict[str, Any]:
    

    

    params: dict[str, Any] = {}

    params["q"] = q

    params["category"] = category

    json_price_min_minor: int | None | Unset
    if isinstance(price_min_minor, Unset):
        json_price_min_minor = UNSET
    else:
        json_price_min_minor = price_min_minor
    params["price_min_minor"] = json_price_min_minor

    json_price_max_minor: int | None | Unset
    if isinstance(price_max_minor, Unset):
        json_price_max_minor = UNSET
    else:
        json_price_max_minor = price_max_minor
    params["price_max_minor"] = json_price_max_minor

    json_brand: list[str] | Unset = UNSET
    if not isinstance(brand, Unset):
        json_brand = brand


    params["brand"] = json_brand

    json_condition: list[str] | Unset = UNSET
    if not isinstance(condition, Unset):
        json_condition = []
        for condition_item_data in condition:
            condition_item = condition_item_data.value
            json_condition.append(condition_item)


    params["condition"] = json_condition

    json_country: list[str] | Unset = UNSET
    if not isinstance(country, Unset):
        json_country = country


    params["country"] = json_country

    params["in_stock"] = in_stock

    params["rating_from_x100"] = rating_from_x100

    json_seller_id: None | str | Unset
    if isinstance(seller_id, Unset):
        json_seller_id = UNSET
    elif isinstance(seller_id, UUID):
        json_seller_id = str(seller_id)
    else:
        json_seller_id = seller_id
    params["seller_id"] = json_seller_id

    json_sort: str | Unset = UNSET
    if not isinstance(sort, Unset):
        json_sort = sort.value

    params["sort"] = json_sort

    params["cursor"] = cursor


    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}


    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/search",
        "params": params,
    }


    return _kwargs



def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Found | Problem | None:
    if response.status_code == 200:
        response_200 = Found.from_dict(response.json())



        return response_200

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())



        return response_400

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())



        return response_401

    if response.status_code == 403:
        response_403 = Problem.from_dict(response.json())



        return response_403

    if response.status_code == 404:
        response_404 = Problem.from_dict(response.json())



        return response_404

    if response.status_code == 409:
        response_409 = Problem.from_dict(response.json())



        return response_409

    if response.status_code == 410:
        response_410 = Problem.from_dict(response.json())



        return response_410

    if response.status_code == 412:
        response_412 = Problem.from_dict(response.json())



        return response_412

    if response.status_code == 413:
        response_413 = Problem.from_dict(response.json())



        return response_413

    if response.status_code == 422:
        response_422 = Problem.from_dict(response.json())



        return response_422

    if response.status_code == 429:
        response_429 = Problem.from_dict(response.json())



        return response_429

    if response.status_code == 503:
        response_503 = Problem.from_dict(response.json())



        return response_503

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[Found | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    q: str | Unset = '',
    category: str | Unset = '',
    price_min_minor: int | None | Unset = UNSET,
    price_max_minor: int | None | Unset = UNSET,
    brand: list[str] | Unset = UNSET,
    condition: list[SearchConditionItem] | Unset = UNSET,
    country: list[str] | Unset = UNSET,
    in_stock: bool | Unset = False,
    rating_from_x100: int | Unset = 0,
    seller_id: None | Unset | UUID = UNSET,
    sort: SearchSort | Unset = SearchSort.RELEVANCE,
    cursor: str | Unset = '',

) -> Response[Found | Problem]:
    """ Search

     Find listings that are for sale.

    Args:
        q (str | Unset): Words; mistyped ones are mended. Default: ''.
        category (str | Unset): Slug of a category. Default: ''.
        price_min_minor (int | None | Unset):
        price_max_minor (int | None | Unset):
        brand (list[str] | Unset):
        condition (list[SearchConditionItem] | Unset):
        country (list[str] | Unset):
        in_stock (bool | Unset):  Default: False.
        rating_from_x100 (int | Unset):  Default: 0.
        seller_id (None | Unset | UUID):
        sort (SearchSort | Unset):  Default: SearchSort.RELEVANCE.
        cursor (str | Unset): next_cursor of the page before; empty for the first. Default: ''.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Found | Problem]
     """


    kwargs = _get_kwargs(
        q=q,
category=category,
price_min_minor=price_min_minor,
price_max_minor=price_max_minor,
brand=brand,
condition=condition,
country=country,
in_stock=in_stock,
rating_from_x100=rating_from_x100,
seller_id=seller_id,
sort=sort,
cursor=cursor,

    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)

def sync(
    *,
    client: AuthenticatedClient | Client,
    q: str | Unset = '',
    category: str | Unset = '',
    price_min_minor: int | None | Unset = UNSET,
    price_max_minor: int | None | Unset = UNSET,
    brand: list[str] | Unset = UNSET,
    condition: list[SearchConditionItem] | Unset = UNSET,
    country: list[str] | Unset = UNSET,
    in_stock: bool | Unset = False,
    rating_from_x100: int | Unset = 0,
    seller_id: None | Unset | UUID = UNSET,
    sort: SearchSort | Unset = SearchSort.RELEVANCE,
    cursor: str | Unset = '',

) -> Found | Problem | None:
    """ Search

     Find listings that are for sale.

    Args:
        q (str | Unset): Words; mistyped ones are mended. Default: ''.
        category (str | Unset): Slug of a category. Default: ''.
        price_min_minor (int | None | Unset):
        price_max_minor (int | None | Unset):
        brand (list[str] | Unset):
        condition (list[SearchConditionItem] | Unset):
        country (list[str] | Unset):
        in_stock (bool | Unset):  Default: False.
        rating_from_x100 (int | Unset):  Default: 0.
        seller_id (None | Unset | UUID):
        sort (SearchSort | Unset):  Default: SearchSort.RELEVANCE.
        cursor (str | Unset): next_cursor of the page before; empty for the first. Default: ''.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Found | Problem
     """


    return sync_detailed(
        client=client,
q=q,
category=category,
price_min_minor=price_min_minor,
price_max_minor=price_max_minor,
brand=brand,
condition=condition,
country=country,
in_stock=in_stock,
rating_from_x100=rating_from_x100,
seller_id=seller_id,
sort=sort,
cursor=cursor,

    ).parsed

async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    q: str | Unset = '',
    category: str | Unset = '',
    price_min_minor: int | None | Unset = UNSET,
    price_max_minor: int | None | Unset = UNSET,
    brand: list[str] | Unset = UNSET,
    condition: list[SearchConditionItem] | Unset = UNSET,
    country: list[str] | Unset = UNSET,
    in_stock: bool | Unset = False,
    rating_from_x100: int | Unset = 0,
    seller_id: None | Unset | UUID = UNSET,
    sort: SearchSort | Unset = SearchSort.RELEVANCE,
    cursor: str | Unset = '',

) -> Response[Found | Problem]:
    """ Search

     Find listings that are for sale.

    Args:
        q (str | Unset): Words; mistyped ones are mended. Default: ''.
        category (str | Unset): Slug of a category. Default: ''.
        price_min_minor (int | None | Unset):
        price_max_minor (int | None | Unset):
        brand (list[str] | Unset):
        condition (list[SearchConditionItem] | Unset):
        country (list[str] | Unset):
        in_stock (bool | Unset):  Default: False.
        rating_from_x100 (int | Unset):  Default: 0.
        seller_id (None | Unset | UUID):
        sort (SearchSort | Unset):  Default: SearchSort.RELEVANCE.
        cursor (str | Unset): next_cursor of the page before; empty for the first. Default: ''.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Found | Problem]
     """


    kwargs = _get_kwargs(
        q=q,
category=category,
price_min_minor=price_min_minor,
price_max_minor=price_max_minor,
brand=brand,
condition=condition,
country=country,
in_stock=in_stock,
rating_from_x100=rating_from_x100,
seller_id=seller_id,
sort=sort,
cursor=cursor,

    )

    response = await client.get_async_httpx_client().request(
        **kwargs
    )

    return _build_response(client=client, response=response)

async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    q: str | Unset = '',
    category: str | Unset = '',
    price_min_minor: int | None | Unset = UNSET,
    price_max_minor: int | None | Unset = UNSET,
    brand: list[str] | Unset = UNSET,
    condition: list[SearchConditionItem] | Unset = UNSET,
    country: list[str] | Unset = UNSET,
    in_stock: bool | Unset = False,
    rating_from_x100: int | Unset = 0,
    seller_id: None | Unset | UUID = UNSET,
    sort: SearchSort | Unset = SearchSort.RELEVANCE,
    cursor: str | Unset = '',

) -> Found | Problem | None:
    """ Search

     Find listings that are for sale.

    Args:
        q (str | Unset): Words; mistyped ones are mended. Default: ''.
        category (str | Unset): Slug of a category. Default: ''.
        price_min_minor (int | None | Unset):
        price_max_minor (int | None | Unset):
        brand (list[str] | Unset):
        condition (list[SearchConditionItem] | Unset):
        country (list[str] | Unset):
        in_stock (bool | Unset):  Default: False.
        rating_from_x100 (int | Unset):  Default: 0.
        seller_id (None | Unset | UUID):
        sort (SearchSort | Unset):  Default: SearchSort.RELEVANCE.
        cursor (str | Unset): next_cursor of the page before; empty for the first. Default: ''.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Found | Problem
     """


    return (await asyncio_detailed(
        client=client,
q=q,
category=category,
price_min_minor=price_min_minor,
price_max_minor=price_max_minor,
brand=brand,
condition=condition,
country=country,
in_stock=in_stock,
rating_from_x100=rating_from_x100,
seller_id=seller_id,
sort=sort,
cursor=cursor,

    )).parsed
